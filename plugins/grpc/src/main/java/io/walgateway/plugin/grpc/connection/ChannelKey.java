package io.walgateway.plugin.grpc.connection;

import io.grpc.ChannelCredentials;
import io.walgateway.plugin.grpc.address.Authority;

/**
 * The calls that share a channel.
 *
 * @param credentials compared by identity: files that are read again lead to another channel
 */
record ChannelKey(Authority server, ChannelCredentials credentials) {}
