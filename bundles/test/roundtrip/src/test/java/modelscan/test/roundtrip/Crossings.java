package modelscan.test.roundtrip;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every way there is: each client's dialect with each provider's, both directions. */
final class Crossings {
    private final Map<Tongue, Map<Tongue, RequestCrossing>> requests = new EnumMap<>(Tongue.class);
    private final Map<Tongue, Map<Tongue, AnswerCrossing>> answers = new EnumMap<>(Tongue.class);

    private Crossings() {
    }

    static Crossings all() {
        Crossings crossings = new Crossings();
        for (Tongue client : Tongue.clients()) {
            Map<Tongue, RequestCrossing> asked = new EnumMap<>(Tongue.class);
            Map<Tongue, AnswerCrossing> answered = new EnumMap<>(Tongue.class);
            for (Tongue provider : Tongue.values()) {
                asked.put(provider, RequestCrossing.of(client, provider));
                answered.put(provider, AnswerCrossing.of(provider, client));
            }
            crossings.requests.put(client, asked);
            crossings.answers.put(client, answered);
        }
        return crossings;
    }

    RequestCrossing request(Tongue client, Tongue provider) {
        return requests.get(client).get(provider);
    }

    AnswerCrossing answer(Tongue client, Tongue provider) {
        return answers.get(client).get(provider);
    }

    List<RequestCrossing> requests() {
        List<RequestCrossing> all = new ArrayList<>();
        requests.values().forEach(each -> all.addAll(each.values()));
        return all;
    }

    List<AnswerCrossing> answers() {
        List<AnswerCrossing> all = new ArrayList<>();
        answers.values().forEach(each -> all.addAll(each.values()));
        return all;
    }
}
