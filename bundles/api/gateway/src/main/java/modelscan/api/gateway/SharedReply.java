package modelscan.api.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One reply for several readers, none of which gets far ahead of another. */
final class SharedReply {
    private final Reply source;
    private final int lag;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final List<Reader> readers = new ArrayList<>();
    // The pieces that not all readers have had; `first` is the number of the oldest of them.
    private final Deque<Piece> window = new ArrayDeque<>();
    private long first;
    private boolean pulling;
    private boolean ended;

    private SharedReply(Reply source, int lag) {
        this.source = source;
        this.lag = lag;
    }

    /** So many readers of a reply. */
    static List<Reply> of(Reply source, int readers, int lag) {
        if (readers < 1 || lag < 1) {
            throw new IllegalArgumentException("at least one reader and one piece of lag are needed");
        }
        SharedReply shared = new SharedReply(source, lag);
        for (int i = 0; i < readers; i++) {
            shared.readers.add(shared.new Reader());
        }
        return List.copyOf(shared.readers);
    }

    private Optional<Piece> next(Reader reader) {
        lock.lock();
        try {
            while (!reader.closed) {
                if (reader.position < first + window.size()) {
                    return Optional.of(taken(reader));
                }
                if (ended) {
                    return Optional.empty();
                }
                if (pulling || window.size() >= lag) {
                    moved.awaitUninterruptibly();
                } else {
                    pull();
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Piece taken(Reader reader) {
        int at = (int) (reader.position - first);
        Piece piece = window.stream().skip(at).findFirst().orElseThrow();
        reader.position++;
        forget();
        return piece;
    }

    private void pull() {
        pulling = true;
        lock.unlock();
        Optional<Piece> piece = Optional.empty();
        try {
            piece = source.next();
        } finally {
            lock.lock();
            pulling = false;
            piece.ifPresentOrElse(window::add, () -> ended = true);
            moved.signalAll();
        }
    }

    private void forget() {
        long slowest = readers.stream().filter(reader -> !reader.closed).mapToLong(reader -> reader.position).min()
                .orElse(first + window.size());
        while (first < slowest && !window.isEmpty()) {
            window.remove();
            first++;
        }
        moved.signalAll();
    }

    private void close(Reader reader) {
        boolean last;
        lock.lock();
        try {
            reader.closed = true;
            last = readers.stream().allMatch(other -> other.closed);
            forget();
        } finally {
            lock.unlock();
        }
        if (last) {
            source.close();
        }
    }

    private final class Reader implements Reply {
        private long position;
        private boolean closed;

        @Override
        public Optional<Piece> next() {
            return SharedReply.this.next(this);
        }

        @Override
        public boolean ready() {
            lock.lock();
            try {
                return position < first + window.size();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Receipt receipt() {
            return source.receipt();
        }

        @Override
        public void close() {
            SharedReply.this.close(this);
        }
    }
}
