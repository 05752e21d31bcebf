package io.walgateway.it.fuzz;

import java.net.URI;

/**
 * A server and a control plane that receive the inputs.
 *
 * @param rest the control plane's address
 */
public record FuzzedProcesses(int grpcPort, URI rest) {}
