import sodium from 'sodium-native';
import { type Sealer, SealBroken } from '../../application/ports/sealer.js';
import { dashedUuid } from '../uuid-bytes.js';

const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * XChaCha20-Poly1305 and BLAKE2b from libsodium. A sealed payload is the nonce, then the ciphertext with
 * its tag. The scratch buffers are safe because every call is synchronous and nothing of them is handed out.
 */
export class SodiumSealer implements Sealer {
  private readonly nonce = Buffer.alloc(NONCE_BYTES);
  private readonly hash = Buffer.alloc(16);

  newKey(): Uint8Array {
    const key = Buffer.alloc(KEY_BYTES);
    sodium.randombytes_buf(key);
    return key;
  }

  seal(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array {
    const sealed = Buffer.allocUnsafe(NONCE_BYTES + plain.length + TAG_BYTES);
    sodium.randombytes_buf(this.nonce);
    sealed.set(this.nonce);
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      sealed.subarray(NONCE_BYTES), asBuffer(plain), asBuffer(associated), null, this.nonce, keyBuffer(key),
    );
    return sealed;
  }

  open(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken();
    const plain = Buffer.allocUnsafe(sealed.length - NONCE_BYTES - TAG_BYTES);
    this.nonce.set(sealed.subarray(0, NONCE_BYTES));
    const cipher = asBuffer(sealed.subarray(NONCE_BYTES));
    const [place, under] = [asBuffer(associated), keyBuffer(key)];
    try {
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(plain, null, cipher, place, this.nonce, under);
    } catch {
      throw new SealBroken();
    }
    return plain;
  }

  keyedId(key: Uint8Array, text: string): string {
    sodium.crypto_generichash(this.hash, Buffer.from(text), keyBuffer(key));
    return this.hashAsUuid();
  }

  plainId(text: string): string {
    sodium.crypto_generichash(this.hash, Buffer.from(text));
    return this.hashAsUuid();
  }

  /** Version 8 of RFC 9562: a UUID whose bits are the maker's own. */
  private hashAsUuid(): string {
    this.hash[6] = (this.hash[6]! & 0x0f) | 0x80;
    this.hash[8] = (this.hash[8]! & 0x3f) | 0x80;
    return dashedUuid(this.hash.toString('hex'));
  }
}

/** libsodium's binding takes any byte view; only its types ask for a Buffer. */
const asBuffer = (bytes: Uint8Array): Buffer => bytes as Buffer;

const keyBuffer = (key: Uint8Array): Buffer => {
  if (key.length !== KEY_BYTES) throw new TypeError(`A key has ${KEY_BYTES} bytes, not ${key.length}`);
  return asBuffer(key);
};
