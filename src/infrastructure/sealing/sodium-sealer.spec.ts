import { sealerContract } from '../../../test/contract/sealer.contract.js';
import { SodiumSealer } from './sodium-sealer.js';

sealerContract('libsodium', new SodiumSealer());
