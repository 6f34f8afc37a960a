package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.core.catalog.form.Pace;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class FollowedReplyTest {
    private final List<Duration> rests = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private long nanos;

    @Test
    void asksAgainUntilTheJobIsDone() {
        Reply reply = followed(answer("running"), answer("running"), answer("done"));
        List<StreamEvent> events = Samples.events(reply);
        assertEquals(List.of(running(), running(), new StreamEvent.TextDelta(0, "done")), events);
        assertEquals(2, rests.size());
        assertTrue(rests.get(1).compareTo(rests.get(0)) > 0, rests.toString());
        assertEquals(Optional.of(FinishReason.STOP), reply.receipt().finish());
        reply.close();
        assertEquals(List.of("running", "running", "done"), closed);
    }

    @Test
    void saysWhatCameOfIt() {
        List<StreamEvent> events = Samples.events(followed(answer("running"), Reply.refused(ErrorCode.NOT_FOUND, "no such job")));
        assertEquals(ErrorCode.NOT_FOUND, ((StreamEvent.Failed) events.getLast()).failure().code());
    }

    @Test
    void endsWhenNobodyWaits() {
        cancellation.cancel();
        List<StreamEvent> events = Samples.events(followed(answer("running"), answer("done")));
        assertEquals(ErrorCode.CANCELLED, ((StreamEvent.Failed) events.getLast()).failure().code());
    }

    @Test
    void doesNotWaitForEver() {
        Reply[] answers = new Reply[400];
        Arrays.setAll(answers, _ -> answer("running"));
        Reply reply = followed(answers);
        List<StreamEvent> events = Samples.events(reply);
        assertEquals(ErrorCode.PROVIDER_TIMEOUT, ((StreamEvent.Failed) events.getLast()).failure().code());
        assertEquals(ErrorCode.PROVIDER_TIMEOUT, reply.receipt().failure().orElseThrow().code());
    }

    private Reply followed(Reply... answers) {
        Queue<Reply> left = new ArrayDeque<>(List.of(answers));
        return new FollowedReply(left.remove(), ticket -> {
            assertEquals("t", ticket);
            return left.remove();
        }, cancellation, new Pace() {
            @Override
            public long nanos() {
                return nanos;
            }

            @Override
            public void rest(Duration time, CountDownLatch until) {
                rests.add(time);
                nanos += time.toNanos();
            }
        });
    }

    private Reply answer(String text) {
        Queue<Frame> frames = new ArrayDeque<>(List.of(Frame.whole(text.getBytes())));
        Framing.Reader source = new Framing.Reader() {
            @Override
            public Optional<Frame> next() throws IOException {
                return Optional.ofNullable(frames.poll());
            }

            @Override
            public boolean ready() {
                return true;
            }
        };
        return new UpstreamReply(source, new Answer(), UnaryOperator.identity(), () -> closed.add(text), Receipt.EMPTY);
    }

    private static StreamEvent running() {
        return new StreamEvent.JobChanged("t", JobState.RUNNING, Optional.empty());
    }

    /** Either a job that runs, or its result. */
    private static final class Answer implements Back.Reader {
        private boolean done;

        @Override
        public Optional<Piece> read(Frame frame) {
            String text = new String(frame.data());
            done = text.equals("done");
            return Optional.of(Piece.of(List.of(done ? new StreamEvent.TextDelta(0, text) : running())));
        }

        @Override
        public boolean complete() {
            return done;
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }

        @Override
        public Optional<FinishReason> finish() {
            return done ? Optional.of(FinishReason.STOP) : Optional.empty();
        }

        @Override
        public Optional<String> unfinished() {
            return done ? Optional.empty() : Optional.of("t");
        }
    }
}
