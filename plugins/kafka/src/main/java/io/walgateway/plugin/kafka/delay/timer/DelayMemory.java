package io.walgateway.plugin.kafka.delay.timer;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that the stores of a process share: one cache for blocks, indexes, filters and write buffers. Kafka
 * Streams creates a {@link Setter} for each store, which finds this memory in its configuration.
 */
public final class DelayMemory implements AutoCloseable {
    static final String CONFIG = "wal.delay.memory";
    private static final long CACHE_BYTES = 48 << 20;
    private static final long WRITE_BUFFER_BYTES = 16 << 20;
    private static final long STORE_WRITE_BUFFER_BYTES = 4 << 20;
    private static final int BLOCK_BYTES = 16 << 10;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    static {
        RocksDB.loadLibrary();
    }

    public DelayMemory() {
        cache = new LRUCache(CACHE_BYTES, -1, false, 0.1);
        writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, cache);
    }

    /** To be called when no store uses the memory any longer. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Created by Kafka Streams. */
    public static final class Setter implements RocksDBConfigSetter {
        private @Nullable BloomFilter filter;

        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            DelayMemory memory = (DelayMemory) configs.get(CONFIG);
            if (memory == null) {
                return;
            }
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            filter = new BloomFilter();
            table.setBlockCache(memory.cache);
            table.setBlockSize(BLOCK_BYTES);
            table.setFilterPolicy(filter);
            table.setCacheIndexAndFilterBlocks(true);
            table.setPinTopLevelIndexAndFilter(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(memory.writeBuffers);
            options.setWriteBufferSize(STORE_WRITE_BUFFER_BYTES);
            options.setMaxWriteBufferNumber(2);
            options.setMaxOpenFiles(64);
        }

        @Override
        public void close(String store, Options options) {
            if (filter != null) {
                filter.close();
            }
        }
    }
}
