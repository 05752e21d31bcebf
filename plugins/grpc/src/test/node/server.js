// An application: it keeps a line of JSON for each order that it has received.
'use strict';
const fs = require('fs');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const { ReflectionService } = require('@grpc/reflection');

const includes = [__dirname, process.env.PROTO];
const definition = loader.loadSync(['shop.proto', 'wal/v1/receiver_service.proto'], {
  includeDirs: includes,
  keepCase: true,
  longs: String,
  oneofs: true,
});
const { com, wal } = grpc.loadPackageDefinition(definition);

function keep(marker, metadata) {
  fs.appendFileSync('received.log', JSON.stringify({ marker, metadata: metadata.getMap() }) + '\n');
}

const server = new grpc.Server();
server.addService(com.shop.Orders.service, {
  Put(call, answer) {
    if (call.request.marker.startsWith('hang')) {
      return;
    }
    keep(call.request.marker, call.metadata);
    answer(null, { id: call.request.marker });
  },
  Watch(call) {
    const timer = setInterval(() => call.write({ id: call.request.marker }), 1);
    call.on('cancelled', () => clearInterval(timer));
  },
});
server.addService(wal.v1.ReceiverService.service, {
  Deliver(call, answer) {
    const text = call.request.payload.toString('utf8');
    if (text.startsWith('refuse ')) {
      answer(null, { rejected: { reason: text } });
      return;
    }
    keep(text, call.metadata);
    answer(null, { delivered: {} });
  },
});
new ReflectionService(definition).addToServer(server);
server.bindAsync(`127.0.0.1:${process.env.PORT}`, grpc.ServerCredentials.createInsecure(), (error) => {
  if (error) {
    throw error;
  }
});
