package modelscan.api.gateway;

import java.time.Duration;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Fails when a piece takes too long. */
final class TimedReply implements Reply {
    private final Intake intake;
    private final Duration patience;
    private Optional<Failure> late = Optional.empty();

    TimedReply(Intake intake, Duration patience) {
        this.intake = intake;
        this.patience = patience;
    }

    @Override
    public Optional<Piece> next() {
        if (late.isPresent()) {
            return Optional.empty();
        }
        return switch (intake.take(patience)) {
            case Intake.Taken.Came(Piece piece) -> Optional.of(piece);
            case Intake.Taken.Over _ -> Optional.empty();
            case Intake.Taken.Late _ -> Optional.of(tooLate());
        };
    }

    private Piece tooLate() {
        late = Optional.of(Failure.of(ErrorCode.PROVIDER_TIMEOUT, "nothing came for " + patience.toMillis() + " ms"));
        intake.close();
        return Piece.failed(late.get());
    }

    @Override
    public boolean ready() {
        return intake.ready();
    }

    @Override
    public Receipt receipt() {
        return late.map(failure -> intake.receipt().failing(failure)).orElseGet(intake::receipt);
    }

    @Override
    public void close() {
        intake.close();
    }
}
