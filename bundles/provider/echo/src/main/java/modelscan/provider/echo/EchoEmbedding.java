package modelscan.provider.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.EmbeddingModel;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Vectors of length one that are the same for the same words, and near for texts that share words. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoEmbedding implements EmbeddingModel {
    private static final int DIMENSIONS = 64;
    private static final int MOST_DIMENSIONS = 4096;

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof EmbeddingRequest request)) {
            throw new IllegalStateException("an embedding model is asked for " + exchange.operation().word());
        }
        int dimensions = Math.clamp(request.dimensions().orElse(DIMENSIONS), 1, MOST_DIMENSIONS);
        List<StreamEvent> events = new ArrayList<>();
        long words = 0;
        for (String input : request.inputs()) {
            List<String> parts = EchoChat.words(input);
            words += parts.size();
            events.add(new StreamEvent.Embedded(events.size(), vector(parts, dimensions)));
        }
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, words)));
        return Reply.of(events);
    }

    private static float[] vector(List<String> words, int dimensions) {
        float[] vector = new float[dimensions];
        vector[0] = Float.MIN_NORMAL;
        for (String word : words) {
            vector[Math.floorMod(word.strip().toLowerCase(Locale.ROOT).hashCode(), dimensions)] += 1;
        }
        double square = 0;
        for (float value : vector) {
            square += value * value;
        }
        float length = (float) Math.max(Math.sqrt(square), Float.MIN_NORMAL);
        for (int at = 0; at < dimensions; at++) {
            vector[at] /= length;
        }
        return vector;
    }
}
