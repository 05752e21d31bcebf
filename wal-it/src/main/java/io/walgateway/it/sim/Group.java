package io.walgateway.it.sim;

import io.walgateway.core.queue.Slice;
import io.walgateway.it.sim.Tally.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The consumer group's state at its coordinator: who holds which slice, and what was committed. Durable. */
final class Group {
    private final World world;
    private final List<ConsumerProcess> members = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Tenure> tenures = new ArrayList<>();
    private long rebalances;

    /** One slice of the group. */
    private static final class Part {
        @Nullable
        Tenure tenure;

        @Nullable
        ConsumerProcess intended;

        long committed;
        Map<Long, Integer> attempts = Map.of();
        /** How often the slice moved on without its holder's knowledge being stored first. */
        int disturbances;
    }

    /**
     * The stored state of a slice.
     *
     * @param attempts counts of failed attempts, by position
     */
    record Stored(long position, Map<Long, Integer> attempts) {}

    /** Instructions for a member. */
    record Directives(boolean expelled, List<Integer> revoked, List<Tenure> assigned) {}

    Group(World world) {
        this.world = world;
        for (int slice = 0; slice < world.plan.shape().slices(); slice++) {
            parts.add(new Part());
        }
    }

    void join(ConsumerProcess member) {
        members.add(member);
        rebalance();
    }

    /** Frees all slices that the member held. */
    void leave(ConsumerProcess member) {
        if (members.remove(member)) {
            parts.forEach(part -> free(part, member));
            rebalance();
        }
    }

    boolean has(ConsumerProcess member) {
        return members.contains(member);
    }

    void rebalance() {
        if (members.isEmpty()) {
            return;
        }
        rebalances++;
        world.tally.count(Count.REBALANCES);
        for (int slice = 0; slice < parts.size(); slice++) {
            Part part = parts.get(slice);
            boolean stays = part.intended != null
                    && members.contains(part.intended)
                    && world.dice.chance(0.4, Dice.Roll.STICKY, slice, rebalances);
            if (!stays) {
                part.intended = members.get(
                        (int) world.dice.between(0, members.size() - 1, Dice.Roll.ASSIGNMENT, slice, rebalances));
            }
        }
    }

    /** Instructions for this member; assigned slices are its own from now on. */
    Directives poll(ConsumerProcess member) {
        if (!members.contains(member)) {
            return new Directives(true, List.of(), List.of());
        }
        List<Integer> revoked = new ArrayList<>();
        List<Tenure> assigned = new ArrayList<>();
        for (int slice = 0; slice < parts.size(); slice++) {
            Part part = parts.get(slice);
            if (part.tenure != null && part.tenure.holder == member && part.intended != member) {
                revoked.add(slice);
            } else if (part.tenure == null && part.intended == member) {
                Tenure tenure = new Tenure(member, new Slice(SimLog.QUEUE, slice, tenures.size()));
                part.tenure = tenure;
                tenures.add(tenure);
                assigned.add(tenure);
            }
        }
        return new Directives(false, revoked, assigned);
    }

    /** @param stored true if all that its holder knew is durable: the last commit, and the dead letters */
    void givenUp(Tenure tenure, boolean stored) {
        Part part = parts.get(tenure.slice.part());
        if (part.tenure == tenure) {
            world.tally.count(Count.REVOCATIONS);
            part.disturbances += stored ? 0 : 1;
            part.tenure = null;
        }
    }

    /** Stores a commit of the slice's holder. False: the sender does not hold the slice. */
    boolean commit(Tenure tenure, Stored stored) {
        int slice = tenure.slice.part();
        Part part = parts.get(slice);
        if (part.tenure != tenure) {
            return false;
        }
        world.tally.count(Count.COMMITS);
        world.ledger.committed(slice, part.committed, part.attempts, stored);
        part.committed = stored.position();
        part.attempts = stored.attempts();
        world.journal.note(() -> "committed: " + slice + "@" + stored.position() + " attempts " + stored.attempts());
        return true;
    }

    Stored stored(int slice) {
        return new Stored(parts.get(slice).committed, new HashMap<>(parts.get(slice).attempts));
    }

    int durableAttempts(LogEntry entry) {
        return parts.get(entry.slice).attempts.getOrDefault(entry.position, 0);
    }

    int disturbances(int slice) {
        return parts.get(slice).disturbances;
    }

    Tenure tenure(Slice slice) {
        return tenures.get((int) slice.epoch());
    }

    /** True if everything in the log is settled and stored as such. */
    boolean isDone() {
        for (int slice = 0; slice < parts.size(); slice++) {
            if (parts.get(slice).committed < world.log.end(slice)) {
                return false;
            }
        }
        return true;
    }

    String whatHangs() {
        StringBuilder text = new StringBuilder();
        for (int slice = 0; slice < parts.size(); slice++) {
            Part part = parts.get(slice);
            if (part.committed < world.log.end(slice)) {
                text.append("slice %d committed %d of %d, held by %s, meant for %s; "
                        .formatted(slice, part.committed, world.log.end(slice), part.tenure, part.intended));
            }
        }
        return text.toString();
    }

    private void free(Part part, ConsumerProcess member) {
        Tenure tenure = part.tenure;
        if (tenure != null && tenure.holder == member) {
            part.disturbances++;
            part.tenure = null;
            if (member.isAlive()) {
                tenure.lost = true;
                world.tally.count(Count.LOST_SLICES);
                world.journal.note(() -> "lost: " + tenure);
            }
        }
    }
}
