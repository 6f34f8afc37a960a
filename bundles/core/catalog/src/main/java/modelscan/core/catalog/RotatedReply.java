package modelscan.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Failure;

/** An answer that begins again with another key of the same account when the provider refuses the first. */
final class RotatedReply implements Reply {
    private final Account account;
    private final Function<String, Reply> asking;
    private volatile Reply current;
    private volatile boolean closed;
    private Optional<String> key;
    private boolean begun;

    RotatedReply(Account account, Function<String, Reply> asking) {
        this.account = account;
        this.asking = asking;
        this.key = account.key();
        this.current = key.map(asking).orElseGet(() -> Reply.refused(account.exhausted()));
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = current.next();
        while (!begun && key.isPresent()) {
            Optional<Failure> failure = piece.flatMap(Piece::failure).filter(KeyRing::concerns);
            if (failure.isEmpty()) {
                break;
            }
            account.aside(key.get(), failure.get());
            key = account.key();
            if (key.isEmpty() || closed) {
                break;
            }
            again(key.get());
            piece = current.next();
        }
        begun = true;
        return piece;
    }

    private void again(String other) {
        current.close();
        current = asking.apply(other);
        if (closed) {
            current.close();
        }
    }

    @Override
    public boolean ready() {
        return current.ready();
    }

    // What one of several keys is told says nothing about the account as a whole.
    @Override
    public Receipt receipt() {
        Receipt receipt = current.receipt();
        return receipt.quotas().isEmpty() ? receipt : receipt.telling(List.of());
    }

    @Override
    public void close() {
        closed = true;
        current.close();
    }
}
