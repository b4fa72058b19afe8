// The floor: one statement that makes the JSON inside PostgreSQL, sent as it is by a bare node:http.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Pool } = createRequire(join(process.env.PEERS, 'package.json'))('pg');
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const text = `
  select json_build_object('data', json_build_object('councils', json_build_object('nodes', json_agg(
    json_build_object('id', c.id, 'code', c.code, 'name', c.name, 'members', (
      select json_agg(json_build_object('id', m.id, 'person', json_build_object('fullName', p.full_name),
        'seat', json_build_object('function', s.function, 'category', s.category)) order by m.ordinal)
      from peers.member m join peers.person p on p.id = m.person_id join peers.seat s on s.id = m.seat_id
      where m.council_id = c.id)) order by c.sort_key, c.id))))::text as body
  from (select * from peers.council order by sort_key, id limit $1) c`;

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const { variables } = JSON.parse(Buffer.concat(chunks).toString());
  const { rows } = await pool.query({ name: 'councils', text, values: [variables.first] });
  response.setHeader('content-type', 'application/json');
  response.end(rows[0].body);
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
