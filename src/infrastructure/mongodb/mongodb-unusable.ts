/** What was found in MongoDB cannot be used. The message is for whoever started the program: what to do. */
export class MongoDbUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MongoDbUnusable';
  }
}
