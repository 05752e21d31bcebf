package io.walgateway.standalone.up;

import io.walgateway.cli.option.RunningStack;
import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.control.ControlServer;
import io.walgateway.standalone.control.LinkOrder;
import io.walgateway.standalone.folder.RunRecord;
import io.walgateway.standalone.part.Checkup;
import io.walgateway.standalone.part.Part;
import io.walgateway.standalone.part.PartName;
import io.walgateway.standalone.part.PartOrder;
import io.walgateway.standalone.part.Stack;
import io.walgateway.standalone.part.StatusTable;
import io.walgateway.standalone.part.Stopwatch;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Starts a stack and supervises it: reports parts that end by themselves (and does not restart them), carries out the
 * orders of other commands, and stops everything in order when it is asked to or is interrupted.
 */
final class Supervisor implements ControlServer.Orders {

    private final Blueprint blueprint;
    private final Console console;
    private final Stack stack;
    private final RegionLinks links;
    private final Checkup checkup;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch exit = new CountDownLatch(1);
    private boolean down;

    private Supervisor(Blueprint blueprint, Console console) {
        this.blueprint = blueprint;
        this.console = console;
        this.checkup =
                new Checkup(RunningStack.operator(blueprint.data().path()).map(CommandTls::https));
        this.stack = new Stack(blueprint.build(this::report), this::tell, Stopwatch.start(console.clock()));
        this.links = RegionLinks.open(blueprint.layout());
    }

    /**
     * Returns when the stack has stopped on request. The caller holds the folder's lock.
     *
     * @throws CliException if the stack does not get ready; nothing is left running
     */
    static void run(Blueprint blueprint, Console console) {
        Stopwatch stopwatch = Stopwatch.start(console.clock());
        Supervisor supervisor = new Supervisor(blueprint, console);
        String token = UUID.randomUUID().toString();
        try (ControlServer control = ControlServer.start(supervisor, token)) {
            new RunRecord(control.port(), token, blueprint.layout()).write(blueprint.data());
            // Ctrl-C and SIGTERM run this hook; after an orderly end it finds nothing left to do.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> supervisor.down(_ -> {})));
            supervisor.startAll(stopwatch);
            supervisor.exit.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.down(_ -> {});
        }
    }

    @Override
    public StatusTable status() {
        return new StatusTable(stack.parts().parallelStream().map(checkup::of).toList());
    }

    @Override
    public String carryOut(PartOrder order, PartName name) {
        Part part = stack.part(name);
        String before = part.pid().isPresent() ? " (process " + part.pid().getAsLong() + ")" : " (it did not run)";
        switch (order) {
            case KILL -> part.kill();
            case STOP -> part.stop();
            case START -> part.start();
        }
        String done = switch (order) {
            case KILL -> name.text() + " killed" + before;
            case STOP -> name.text() + " stopped" + before;
            case START -> name.text() + " started (process " + part.pid().orElse(0) + ")";
        };
        console.say(done);
        return done;
    }

    @Override
    public String links() {
        return links.table();
    }

    @Override
    public String carryOut(LinkOrder order) {
        String done = links.carryOut(order);
        console.say(done);
        return done;
    }

    @Override
    public void down(Consumer<String> progress) {
        listeners.add(progress);
        stopAll();
        listeners.remove(progress);
    }

    @Override
    public void exit() {
        exit.countDown();
    }

    private void startAll(Stopwatch stopwatch) {
        try {
            stack.start(() -> Samples.create(Samples.place(blueprint), this::tell));
        } catch (CliException e) {
            tell("That failed; stopping what was started.");
            stopAll();
            throw e;
        }
        console.say(Welcome.screen(blueprint, stopwatch.elapsed()));
        blueprint.data().markReady();
    }

    private synchronized void stopAll() {
        if (down) {
            return;
        }
        down = true;
        tell("Stopping.");
        stack.stop();
        links.close();
        tell("All has stopped; the data stays in " + blueprint.data().path());
        RunRecord.delete(blueprint.data());
    }

    private void tell(String line) {
        console.say(line);
        listeners.forEach(listener -> listener.accept(line));
    }

    private void report(String line) {
        tell("! " + line);
    }
}
