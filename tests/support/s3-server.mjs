// An S3 server as a child: its continuation tokens need a cipher that OpenSSL 3 has in its legacy provider only.
import S3rver from 's3rver';

const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2] });
const { port } = await server.run();
process.send({ port });
process.once('disconnect', () => process.exit());
