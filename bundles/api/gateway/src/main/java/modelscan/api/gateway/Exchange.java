package modelscan.api.gateway;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;

/**
 * One request on its way in; immutable, and richer the deeper it gets.
 *
 * <pre>{@code
 * Exchange exchange = Exchange.of("req-1", Inquiry.of(ChatRequest.of("echo", Message.user("hi")), true));
 * try (Reply reply = gateway.handle(exchange)) {
 *     reply.forEach(event -> …);
 * }
 * }</pre>
 */
public final class Exchange {
    private static final int NO_KEY = 0;

    private final String id;
    private final Inquiry inquiry;
    private final Principal principal;
    private final Wishes wishes;
    private final Optional<Candidate> candidate;
    private final int attempt;
    private final Cancellation cancellation;
    private final Optional<String> ticket;
    private final int key;

    private Exchange(String id, Inquiry inquiry, Principal principal, Wishes wishes, Optional<Candidate> candidate,
            int attempt, Cancellation cancellation, Optional<String> ticket, int key) {
        this.id = Objects.requireNonNull(id, "id");
        this.inquiry = Objects.requireNonNull(inquiry, "inquiry");
        this.principal = Objects.requireNonNull(principal, "principal");
        this.wishes = Objects.requireNonNull(wishes, "wishes");
        this.candidate = candidate;
        this.attempt = attempt;
        this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
        this.ticket = ticket;
        this.key = key;
    }

    /** An exchange of an anonymous caller without wishes. */
    public static Exchange of(String id, Inquiry inquiry) {
        return of(id, inquiry, Wishes.NONE, new Cancellation());
    }

    /** An exchange as it comes in. */
    public static Exchange of(String id, Inquiry inquiry, Wishes wishes, Cancellation cancellation) {
        return new Exchange(id, inquiry, Principal.ANONYMOUS, wishes, Optional.empty(), 0, cancellation,
                Optional.empty(), NO_KEY);
    }

    /** The id of the request, in logs and in the header {@code x-modelscan-request-id}. */
    public String id() {
        return id;
    }

    /** What is asked. */
    public Inquiry inquiry() {
        return inquiry;
    }

    /** The kind of work asked for. */
    public Operation operation() {
        return inquiry.operation();
    }

    /** The request in neutral words. */
    public Request request() {
        return inquiry.request();
    }

    /** The request of a chat; only to be asked when {@link #operation()} is chat. */
    public ChatRequest chat() {
        if (inquiry.request() instanceof ChatRequest chat) {
            return chat;
        }
        throw new IllegalStateException("a " + operation().word() + " request is not a chat");
    }

    /** Who asks. */
    public Principal principal() {
        return principal;
    }

    /** What the caller asked for beside the request. */
    public Wishes wishes() {
        return wishes;
    }

    /** Which provider and model are to serve it; empty outside of {@link Phase#ROUTE}. */
    public Optional<Candidate> candidate() {
        return candidate;
    }

    /** Which try this is, from 1; 0 outside of {@link Phase#ROUTE}. */
    public int attempt() {
        return attempt;
    }

    /** Tells when nobody waits any more. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** The same, asked by somebody known. */
    public Exchange by(Principal principal) {
        return new Exchange(id, inquiry, principal, wishes, candidate, attempt, cancellation, ticket, key);
    }

    /** The same with other wishes. */
    public Exchange wishing(Wishes wishes) {
        return new Exchange(id, inquiry, principal, wishes, candidate, attempt, cancellation, ticket, key);
    }

    /** The same, asking something else. */
    public Exchange asking(Inquiry inquiry) {
        return new Exchange(id, inquiry, principal, wishes, candidate, attempt, cancellation, ticket, key);
    }

    /** The same, to be served by a candidate at the given try. */
    public Exchange to(Candidate candidate, int attempt) {
        return new Exchange(id, inquiry, principal, wishes, Optional.of(candidate), attempt, cancellation, ticket, NO_KEY);
    }

    /** The same with its own cancellation, for one of several tries at once. */
    public Exchange cancelledBy(Cancellation cancellation) {
        return new Exchange(id, inquiry, principal, wishes, candidate, attempt, cancellation, ticket, key);
    }

    /**
     * The provider's name for a job that was begun before and is to be waited for, instead of beginning a new one.
     *
     * <p>It was told by {@link modelscan.api.model.StreamEvent.JobChanged}.
     */
    public Optional<String> ticket() {
        return ticket;
    }

    /** The same, to go on with a job that was begun before. */
    public Exchange resuming(String ticket) {
        return new Exchange(id, inquiry, principal, wishes, candidate, attempt, cancellation, Optional.of(ticket), key);
    }

    /** Which of the provider's keys is to be used, from 1; empty to let the provider choose. */
    public OptionalInt key() {
        return key == NO_KEY ? OptionalInt.empty() : OptionalInt.of(key);
    }

    /** The same, to be asked with the provider's key at this place, from 1. */
    public Exchange with(int key) {
        return new Exchange(id, inquiry, principal, wishes, candidate, attempt, cancellation, ticket, key);
    }
}
