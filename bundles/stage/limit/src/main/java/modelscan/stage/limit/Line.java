package modelscan.stage.limit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;

/** Those who wait for the same limits: by priority, and within one the principals take turns. */
final class Line {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_OWN = 200;

    private final List<Map<String, Deque<Waiter>>> turns = new ArrayList<>();
    private int length;

    /** Somebody who waits, and what wakes it. */
    record Waiter(Entrant entrant, Condition condition) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    Line() {
        for (int priority = 0; priority < Entrant.PRIORITIES; priority++) {
            turns.add(new LinkedHashMap<>());
        }
    }

    int length() {
        return length;
    }

    /** Whether one more may join; those of one principal never take the place of all others. */
    boolean takes(Entrant newcomer) {
        Deque<Waiter> own = turns.get(newcomer.priority()).get(newcomer.principal());
        return own == null ? length < 2 * LONGEST : length < LONGEST && own.size() < LONGEST_OWN;
    }

    /** Whether somebody waits who goes before a newcomer. */
    boolean before(Entrant newcomer) {
        return head().filter(waiter -> waiter.entrant().priority() <= newcomer.priority()).isPresent();
    }

    /** Whose turn it is. */
    Optional<Waiter> head() {
        if (length > 0) {
            for (Map<String, Deque<Waiter>> turn : turns) {
                if (!turn.isEmpty()) {
                    return Optional.of(turn.values().iterator().next().getFirst());
                }
            }
        }
        return Optional.empty();
    }

    void join(Waiter waiter) {
        turns.get(waiter.entrant().priority()).computeIfAbsent(waiter.entrant().principal(), _ -> new ArrayDeque<>()).addLast(waiter);
        length++;
    }

    /** Takes somebody out; a principal that was served goes behind the others. */
    void leave(Waiter waiter, boolean served) {
        Map<String, Deque<Waiter>> turn = turns.get(waiter.entrant().priority());
        String principal = waiter.entrant().principal();
        Deque<Waiter> own = turn.get(principal);
        if (own == null || !removed(own, waiter)) {
            return;
        }
        length--;
        if (own.isEmpty()) {
            turn.remove(principal);
        } else if (served) {
            turn.remove(principal);
            turn.put(principal, own);
        }
    }

    private static boolean removed(Deque<Waiter> own, Waiter waiter) {
        for (Iterator<Waiter> each = own.iterator(); each.hasNext();) {
            if (each.next() == waiter) {
                each.remove();
                return true;
            }
        }
        return false;
    }
}
