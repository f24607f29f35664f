// Loaded before a program (`node --import`, in its threads too), sets its clock back by forty days.
const FORTY_DAYS_MS = 40 * 24 * 3_600_000;
const Today = Date;
const now = () => Today.now() - FORTY_DAYS_MS;

globalThis.Date = class extends Today {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }

  static now() {
    return now();
  }
};
