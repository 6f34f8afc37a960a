package modelscan.core.catalog;

import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;

/** An answer for one of several keys that somebody else has chosen; the key is set aside if the provider does not take it. */
final class PinnedReply implements Reply {
    private final Account account;
    private final String key;
    private final Reply inner;
    private boolean begun;

    PinnedReply(Account account, String key, Reply inner) {
        this.account = account;
        this.key = key;
        this.inner = inner;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = inner.next();
        if (!begun) {
            begun = true;
            piece.flatMap(Piece::failure).filter(KeyRing::dead).ifPresent(why -> account.aside(key, why));
        }
        return piece;
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    @Override
    public Receipt receipt() {
        return inner.receipt();
    }

    @Override
    public void close() {
        inner.close();
    }
}
