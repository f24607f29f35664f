import { answeringServer, json } from '../../../test/support/answering-server.js';
import { ApiClient } from '../api-client.js';
import { doCaseWork } from './case-work-done.js';

const youth = (municipality: string): object => ({
  person: `in-${municipality}`, name: 'Maja Ek', municipality, from: '2025-10-06', to: '2026-10-06',
  began: 'left-school', ended: null, protected: false,
});

test('youths are worked with where there are officers: none at a code of no municipality', async () => {
  const items = ['1480', '9900'].map(youth);
  const recorded = json({ eventIds: ['e1'], position: '000001' }, 201);
  const server = await answeringServer(({ method, address }) => {
    if (method === 'POST') return recorded;
    return json({ items: address.startsWith('/v1/kaa/youths') ? items : [] });
  });
  const told = { from: '2025-07-01', to: '2026-07-01' };
  const { spells } = await doCaseWork(new ApiClient(server.url, 'token'), {
    seed: 1, days: ['2025-11-01'], told,
  });
  await server.close();
  expect(spells.map(({ municipality }) => municipality)).toEqual(['1480']);
  const said = server.asked.filter(({ method }) => method === 'POST').map(({ address }) => address);
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((address) => address.includes('in-9900'))).toEqual([]);
});
