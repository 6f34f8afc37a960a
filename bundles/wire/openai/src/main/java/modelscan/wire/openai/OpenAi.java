package modelscan.wire.openai;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.model.Operation;
import modelscan.base.wire.RetryAfter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The protocol of OpenAI's API around chat completions, which most providers and clients speak. */
@Component(property = Dialect.NAME + "=" + OpenAi.NAME)
public final class OpenAi implements Dialect {
    static final String NAME = "openai";

    private final List<Front> fronts;
    private final Map<Operation, Back> backs = new EnumMap<>(Operation.class);

    /** Ready to speak. */
    @Activate
    public OpenAi() {
        this(InstantSource.system());
    }

    OpenAi(InstantSource clock) {
        RetryAfter retryAfter = new RetryAfter(clock);
        ImageForm image = new ImageForm();
        SpeechForm speech = new SpeechForm();
        List<Form> forms = List.of(new EmbeddingForm(), new RerankForm(), new ModerationForm(), new SearchForm());
        forms.forEach(form -> backs.put(form.operation(), new FormBack(form, retryAfter)));
        backs.put(Operation.CHAT, new ChatBack(clock));
        backs.put(Operation.IMAGE, new ImageBack(image, retryAfter));
        backs.put(Operation.SPEECH, new SpeechBack(speech, retryAfter));
        backs.put(Operation.TRANSCRIPTION, new TranscriptionBack(retryAfter));
        fronts = List.of(new ChatFront(clock), new FormFront(forms.get(0), clock), new FormFront(forms.get(1), clock),
                new FormFront(forms.get(2), clock), new FormFront(forms.get(3), clock), new FormFront(image, clock),
                new EditFront(image, clock), new SpeechFront(speech), new TranscriptionFront(false),
                new TranscriptionFront(true));
    }

    @Override
    public List<Front> fronts() {
        return fronts;
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return Optional.ofNullable(backs.get(operation));
    }
}
