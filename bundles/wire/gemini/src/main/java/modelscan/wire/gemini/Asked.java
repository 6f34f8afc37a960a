package modelscan.wire.gemini;

import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.Original;
import modelscan.base.json.Outline;

/**
 * A request as a client wrote it: model, method and form of a stream are in the address, not in the body.
 *
 * @param outline the body
 * @param method what was asked for
 * @param events whether a streamed answer comes as events instead of one array
 */
record Asked(Outline outline, Method method, boolean events) implements Original {

    /** What a letter asks. */
    static Asked of(Front.Letter letter, Method method) {
        return new Asked(Outline.of(Gemini.NAME, letter.body()), method, "sse".equals(letter.query().get("alt")));
    }

    /** What an inquiry asked in this dialect; one from elsewhere is taken as events. */
    static Asked of(Inquiry inquiry, Method method) {
        return inquiry.original().orElse(null) instanceof Asked asked ? asked
                : new Asked(Outline.of(Gemini.NAME, new byte[] {'{', '}'}), method, true);
    }

    @Override
    public String dialect() {
        return Gemini.NAME;
    }

    @Override
    public byte[] bytes() {
        return outline.bytes();
    }
}
