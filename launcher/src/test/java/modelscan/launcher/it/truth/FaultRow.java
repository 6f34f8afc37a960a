package modelscan.launcher.it.truth;

import java.util.ArrayList;
import java.util.List;
import modelscan.launcher.it.truth.FaultUpstream.Script;

/**
 * One row of the table of faults: what the upstream does, and what everybody must see of it.
 *
 * <pre>{@code
 * new FaultRow("U06", "reset before the first byte", FaultCall::reset).takenOver("stream_cut").unpriced();
 * }</pre>
 */
final class FaultRow {
    /** What the ledger must say of the call to the faulty one. */
    enum Charge {
        /** Nothing was used, and that is known. */
        NOTHING,
        /** Nobody knows whether it is billed. */
        UNKNOWN,
        /** As the upstream has it in its book. */
        BOOKED,
        /** Counted by the gateway, and marked so. */
        ESTIMATED
    }

    /** How it ends for the caller. */
    enum End {
        /** The other provider answers, and nothing is seen of the fault. */
        TAKEN_OVER,
        /** A refusal with a status. */
        REFUSED,
        /** A stream that tells of its failure and has no mark of the end. */
        BROKEN,
        /** A complete answer of the faulty one itself. */
        SERVED
    }

    final String id;
    final String what;
    final Script script;
    String provider = "faulty";
    boolean stream;
    boolean cancelled;
    boolean alone;
    int calls = 1;
    int status = 200;
    int attempts = 1;
    String code = "";
    End end = End.SERVED;
    Charge charge = Charge.BOOKED;

    FaultRow(String id, String what, Script script) {
        this.id = id;
        this.what = what;
        this.script = script;
    }

    /** At a provider of its own. */
    FaultRow at(String other) {
        provider = other;
        return this;
    }

    FaultRow streamed() {
        stream = true;
        return this;
    }

    FaultRow takenOver(String failure) {
        end = End.TAKEN_OVER;
        code = failure;
        attempts = 2;
        charge = Charge.NOTHING;
        return this;
    }

    /** The other one is asked for nothing, because it would do no better. */
    FaultRow refused(int refusal, String failure) {
        end = End.REFUSED;
        status = refusal;
        code = failure;
        charge = Charge.NOTHING;
        return this;
    }

    FaultRow broken(String failure) {
        end = End.BROKEN;
        stream = true;
        code = failure;
        charge = Charge.ESTIMATED;
        return this;
    }

    FaultRow served() {
        return this;
    }

    FaultRow estimated() {
        charge = Charge.ESTIMATED;
        return this;
    }

    FaultRow unpriced() {
        charge = Charge.UNKNOWN;
        return this;
    }

    /** The upstream must see that the gateway ends the call. */
    FaultRow cancelled() {
        cancelled = true;
        return this;
    }

    FaultRow calls(int count) {
        calls = count;
        return this;
    }

    /** The model, which is also the name of the script. */
    String model() {
        return (id + "-" + what).toLowerCase().replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    }

    /** The route that leads to it first and to the right one then. */
    String route() {
        return "route-" + model();
    }

    /** The same as a whole answer and as a stream. */
    List<FaultRow> both() {
        FaultRow other = new FaultRow(id, what + ", streamed", script);
        other.provider = provider;
        other.stream = true;
        other.cancelled = cancelled;
        other.calls = calls;
        other.status = status;
        other.attempts = attempts;
        other.code = code;
        other.end = end;
        other.charge = charge;
        return new ArrayList<>(List.of(this, other));
    }

    @Override
    public String toString() {
        return id + " " + what;
    }
}
