package modelscan.core.pipeline;

import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage with what is further in; the one place where what it throws becomes a refusal. */
record Step(Stage stage, Next inner) implements Next {
    private static final Logger LOG = LoggerFactory.getLogger(Step.class);

    @Override
    public Reply handle(Exchange exchange) {
        try {
            return stage.handle(exchange, inner);
        } catch (FailureException expected) {
            return Reply.refused(expected.failure());
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            return Reply.refused(translated(exchange, stage.getClass().getName(), fault));
        }
    }

    static Failure translated(Exchange exchange, String where, Throwable fault) {
        LOG.error("request {} broke in {}", exchange.id(), where, fault);
        return Failure.of(ErrorCode.INTERNAL, "the gateway broke at this request; its log tells why, under " + exchange.id());
    }
}
