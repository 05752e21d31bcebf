package io.walgateway.it.system;

import io.walgateway.local.port.FreePorts;

/** Where the gateway's own processes listen; the same across their restarts. */
record SystemPorts(
        int controlPlane,
        int controlPlaneManagement,
        int grpc,
        int serverManagement,
        int consumerManagement,
        int keyValue) {

    static SystemPorts free() {
        return new SystemPorts(
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next());
    }
}
