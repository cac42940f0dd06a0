// @ts-check
// The acts that the server has not answered yet, kept in the browser: by user, in the order in which
// they were done. What is in here survives the closing of the tab, and of the browser.

/** @typedef {{id: string, base: number, act: any}} Step */
/** @typedef {Step & {seq: number, user: number, set: number, at: number, refused: string}} Kept refused: why, "" while it waits */

const name = "galley";
const version = 1;

/** @type {Promise<IDBDatabase>|null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => request.result.createObjectStore("acts", { keyPath: "seq", autoIncrement: true }).createIndex("user", "user");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => (request.result.close(), (opened = null));
      resolve(request.result);
    };
  });
  return opened;
}

/** What stands in for the disk where the browser lends none, as in some private windows.
 *  @type {Map<number, Kept>} */
const memory = new Map();
let counted = 0;

/** Runs one transaction; a strict one is on disk when the promise resolves. Without a disk, instead is
 *  run.
 *  @template T @param {IDBTransactionMode} mode @param {IDBTransactionDurability} durability @param {(store: IDBObjectStore) => IDBRequest<T>} run @param {() => T} instead @returns {Promise<T>} */
async function transact(mode, durability, run, instead) {
  const database = await open().catch(() => null);
  if (!database) return instead();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("acts", mode, { durability });
    const request = run(transaction.objectStore("acts"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** Keeps an act behind all others. Gives its place in the order.
 *  @param {Omit<Kept, "seq">} act @returns {Promise<number>} */
export async function keep(act) {
  return Number(await transact("readwrite", "strict", (store) => /** @type {IDBRequest<any>} */ (store.add(act)), () => {
    memory.set(++counted, { ...act, seq: counted });
    return counted;
  }));
}

/** All that is kept of a user, in order; what waits and what was refused.
 *  @param {number} user @returns {Promise<Kept[]>} */
export async function kept(user) {
  return transact("readonly", "default", (store) => store.index("user").getAll(user), () => [...memory.values()].filter((act) => act.user === user));
}

/** Lets acts go that were answered, or dropped, and puts those that were refused into the tray: they
 *  are not sent again until somebody asks for it. Should this be lost, they are only sent once more.
 *  @param {number[]} done their seq @param {Kept[]} refused with the reason */
export async function settle(done, refused = []) {
  await transact("readwrite", "relaxed", (store) => {
    for (const seq of done) store.delete(seq);
    for (const act of refused) store.put(act);
    return /** @type {IDBRequest<any>} */ (store.count());
  }, () => {
    for (const seq of done) memory.delete(seq);
    for (const act of refused) memory.set(act.seq, act);
  });
}
