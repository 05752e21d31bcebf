package io.walgateway.local.process;

import java.nio.file.Path;

/**
 * A real server in a process of its own, on 127.0.0.1, with all its files in one directory.
 *
 * <ul>
 *   <li>The process runs in a session of its own: Ctrl-C in the caller's terminal does not reach it.
 *   <li>It does not outlive the JVM that started it, however that JVM ends: a guard process stops it in an orderly way
 *       a moment after the JVM is gone, hence after the JVM's shutdown hooks have run.
 *   <li>{@link #kill}, {@link #suspend}, {@link #resume} and {@link #stop} may be called from any thread, also while
 *       another thread is in {@link #start}, which then throws. On a component that does not run they do nothing.
 *   <li>Two components may not share a directory.
 * </ul>
 */
public interface LocalComponent extends AutoCloseable {

    /** The component's name in lower case, such as {@code kafka}. */
    String name();

    /**
     * Starts it, or restarts it on the same data and the same ports, and returns when it answers its own protocol.
     *
     * @throws ComponentStartException if it does not get ready; nothing is left running, the message holds the last
     *                                 lines of its log
     * @throws IllegalStateException   if it runs already
     */
    void start();

    /** Ends the process and its children with SIGKILL, as a power cut would, and waits until they are gone. */
    void kill();

    /** Stops the process and its children with SIGSTOP, and waits for that: connections stay open and nothing answers. */
    void suspend();

    /** Resumes a suspended process. */
    void resume();

    /** Asks the process to end in an orderly way, waits a bounded time for that, then {@linkplain #kill kills} it. */
    void stop();

    /** True if the process exists; also true for a suspended one. */
    boolean isRunning();

    /**
     * The process id of the last start.
     *
     * @throws IllegalStateException if it was never started
     */
    long pid();

    /** The log of the process; each start appends to it. */
    Path logFile();

    /** The same as {@link #stop}; the data stays. */
    @Override
    void close();
}
