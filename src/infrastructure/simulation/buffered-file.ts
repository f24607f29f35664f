import { type FileHandle, open } from 'node:fs/promises';

const BUFFER_LENGTH = 1 << 20;

/** A new text file that is written in large pieces. */
export class BufferedFile {
  private buffer = '';

  private constructor(private readonly handle: FileHandle) {}

  /** Fails if the file is there already. */
  static async create(path: string): Promise<BufferedFile> {
    return new BufferedFile(await open(path, 'wx'));
  }

  async write(text: string): Promise<void> {
    this.buffer += text;
    if (this.buffer.length >= BUFFER_LENGTH) await this.flush();
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.handle.close();
    }
  }

  private async flush(): Promise<void> {
    const { buffer } = this;
    this.buffer = '';
    await this.handle.writeFile(buffer);
  }
}
