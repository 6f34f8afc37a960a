package modelscan.core.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Whiteboard;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

class LiveLineTest {
    private static final StreamEvent FINISHED = new StreamEvent.Finished(0, FinishReason.STOP, "");

    private final TestFramework framework = TestFramework.start();

    @AfterEach
    void close() {
        framework.close();
    }

    /** A pipeline that answers the same to everybody. */
    private record Same(StreamEvent... events) implements Gateway {
        @Override
        public Reply handle(Exchange exchange) {
            return Reply.of(events);
        }

        @Override
        public List<Stand> stages() {
            return List.of();
        }
    }

    @Test
    void asksThePipelineThatIsThere() {
        try (LiveLine line = new LiveLine(framework.context())) {
            assertEquals(Optional.empty(), line.handle(Rig.video("a")));
            ServiceRegistration<Gateway> pipeline = framework.register(Gateway.class, new Same(FINISHED), Map.of());
            try (Reply reply = line.handle(Rig.video("a")).orElseThrow()) {
                assertEquals(List.of(FINISHED), reply.next().orElseThrow().events());
                assertTrue(reply.next().isEmpty());
            }
            pipeline.unregister();
            assertEquals(Optional.empty(), line.handle(Rig.video("a")));
            assertEquals("luma/ray", line.candidate(new Entry.Ticket("t", "luma", "ray"), Operation.VIDEO).name());
        }
    }

    @Test
    void aPipelineThatIsReplacedIsNoEnd() {
        framework.register(Gateway.class, new Same(Rig.stands("t", JobState.RUNNING, 1), Rig.stands("t", JobState.RUNNING, 2)), Map.of());
        try (Whiteboard<Gateway> gateways = Whiteboard.of(framework.context(), Gateway.class, Duration.ZERO)) {
            LeasedReply leased = new LeasedReply();
            Lease lease = gateways.parts().getFirst().lease(leased::revoke).orElseThrow();
            try (Reply reply = leased.over(gateways.parts().getFirst().service(), Rig.video("a"), lease)) {
                assertTrue(reply.next().isPresent());
                leased.revoke();
                assertEquals(Optional.of(ErrorCode.UNAVAILABLE), reply.next().orElseThrow().failure().map(Failure::code));
                assertTrue(reply.next().isEmpty());
            }
            assertEquals(0, gateways.parts().getFirst().running());
        }
    }
}
