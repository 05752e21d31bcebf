// Appends changes of a cache straight to a namespace's Kafka topic, without the gateway. Each argument is a change in the
// JSON form of wal.v1.CacheMutation:
//
//   KAFKA=localhost:9092 node produce.js profiles profiles '{"operation": "CACHE_OPERATION_DELETE", "key": "7"}'
'use strict';
const path = require('path');
const { Kafka, Partitioners, logLevel } = require('kafkajs');
const protobuf = require('protobufjs');

const PROTO = process.env.PROTO || path.join(__dirname, '../../proto/src/main/proto');
const [namespace, topic, ...changes] = process.argv.slice(2);

async function main() {
  const root = new protobuf.Root();
  root.resolvePath = (_, file) => (file.startsWith('google/') ? file : path.join(PROTO, file));
  await root.load(['wal/v1/cache_mutation.proto', 'wal/v1/log_record.proto']);
  const CacheMutation = root.lookupType('wal.v1.CacheMutation');
  const LogRecord = root.lookupType('wal.v1.LogRecord');

  const messages = changes.map((change) => {
    const mutation = CacheMutation.fromObject(JSON.parse(change));
    const now = Date.now();
    const record = LogRecord.create({
      namespace,
      payload: CacheMutation.encode(mutation).finish(),
      writeTime: { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1e6 },
    });
    // The record's key is the ordering key: the changes of one entry stay in their order.
    return { key: mutation.key, value: Buffer.from(LogRecord.encode(record).finish()) };
  });

  const kafka = new Kafka({ brokers: process.env.KAFKA.split(','), logLevel: logLevel.WARN });
  // Places keys in the same partitions as Kafka's Java client, and thereby as the gateway. A retry neither duplicates a
  // record nor overtakes the next one.
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  try {
    const written = await producer.send({ topic, acks: -1, messages });
    console.log(JSON.stringify(written));
  } finally {
    await producer.disconnect();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
