package modelscan.core.catalog.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Keeps the access token of a key until a minute before it ends; a new one is asked for by one at a time. */
final class AccessTokens {
    private final TokenDesk desk;
    private final InstantSource clock;
    private volatile Bought bought;

    private record Bought(String key, CompletableFuture<Optional<AccessToken>> token) {
        boolean serves(String wanted, Instant now) {
            return key.equals(wanted) && (!token.isDone()
                    || !token.isCompletedExceptionally() && token.join().map(found -> found.freshAt(now)).orElse(true));
        }
    }

    AccessTokens(TokenDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** The token of this key, waited for if need be; empty if the key is one itself. */
    Optional<String> token(Grant grant, String key, Cancellation cancellation) {
        CompletableFuture<Optional<AccessToken>> mine = current(grant, key).copy();
        try (Cancellation.Hook _ = cancellation.onCancel(() -> mine.cancel(false))) {
            return mine.join().map(AccessToken::text);
        } catch (CancellationException nobodyWaits) {
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "nobody waits for the answer any more"));
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof FailureException expected ? expected : failed;
        }
    }

    /** The last token that came, for not being repeated. */
    Optional<String> known() {
        Bought last = bought;
        if (last == null || !last.token.isDone() || last.token.isCompletedExceptionally()) {
            return Optional.empty();
        }
        return last.token.join().map(AccessToken::text);
    }

    private CompletableFuture<Optional<AccessToken>> current(Grant grant, String key) {
        Bought last = bought;
        return last != null && last.serves(key, clock.instant()) ? last.token : renewed(grant, key);
    }

    private synchronized CompletableFuture<Optional<AccessToken>> renewed(Grant grant, String key) {
        Bought last = bought;
        if (last != null && last.serves(key, clock.instant())) {
            return last.token;
        }
        CompletableFuture<Optional<AccessToken>> coming = new CompletableFuture<>();
        bought = new Bought(key, coming);
        // On a thread of its own: whoever asked first may go before the others.
        Thread.ofVirtual().name("access token").start(() -> {
            try {
                coming.complete(desk.ask(grant, key));
            } catch (RuntimeException failed) {
                coming.completeExceptionally(failed);
            }
        });
        return coming;
    }
}
