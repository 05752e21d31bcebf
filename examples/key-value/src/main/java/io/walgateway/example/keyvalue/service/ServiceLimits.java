package io.walgateway.example.keyvalue.service;

import java.time.Duration;

/**
 * The limits of the service.
 *
 * @param requestsMax  requests in hand at once
 * @param bytesMax     of requests, and of the pages that reads may return, in hand at once
 * @param itemBytesMax the largest value
 * @param aheadMax     how far a token may be ahead of the clock
 * @param ageMax       how old a token may be
 * @param sweepEvery   the pause between two searches for chunks that no item names
 */
public record ServiceLimits(
        int requestsMax, long bytesMax, int itemBytesMax, Duration aheadMax, Duration ageMax, Duration sweepEvery) {}
