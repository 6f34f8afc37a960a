package modelscan.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Quirk;
import modelscan.base.json.Json;
import modelscan.base.whiteboard.Part;

/** Corrects the steps of a streamed answer; steps that need no correction are passed on unread. */
record StepQuirks(Framing.Reader inner, List<Part<Quirk>> coded, String[] usage, byte[] mark) implements Framing.Reader {

    /** The reader itself where nothing is to be corrected. */
    static Framing.Reader over(Framing.Reader inner, Descriptor descriptor, Protocols protocols) {
        List<Part<Quirk>> coded = protocols.quirks(descriptor.about().id(), Quirk.Place.STEP);
        Optional<String> usage = descriptor.quirks().usage();
        if (coded.isEmpty() && usage.isEmpty()) {
            return inner;
        }
        String[] path = usage.map(text -> text.split("\\.")).orElse(new String[0]);
        byte[] mark = path.length == 0 ? new byte[0] : ('"' + path[0] + '"').getBytes(StandardCharsets.UTF_8);
        return new StepQuirks(inner, coded, path, mark);
    }

    @Override
    public Optional<Frame> next() throws IOException {
        return inner.next().map(this::corrected);
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    private Frame corrected(Frame frame) {
        boolean elsewhere = usage.length > 0 && contains(frame.data(), mark);
        if (frame.data().length == 0 || frame.data()[0] != '{' || coded.isEmpty() && !elsewhere) {
            return frame;
        }
        ObjectNode message = Json.readObject(frame.data());
        if (elsewhere) {
            moveUsage(message);
        }
        return new Frame(frame.event(), Json.write(RequestQuirks.coded(coded, Quirk.Place.STEP, message)), frame.whole());
    }

    private void moveUsage(ObjectNode message) {
        JsonNode found = message;
        for (String name : usage) {
            found = found.path(name);
        }
        if (found.isObject() && !message.path("usage").isObject()) {
            message.set("usage", found);
        }
    }

    private static boolean contains(byte[] data, byte[] mark) {
        for (int start = 0; start <= data.length - mark.length; start++) {
            int same = 0;
            while (same < mark.length && data[start + same] == mark[same]) {
                same++;
            }
            if (same == mark.length) {
                return true;
            }
        }
        return false;
    }
}
