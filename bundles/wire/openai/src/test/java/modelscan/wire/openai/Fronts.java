package modelscan.wire.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.StreamEvent;

/** What the tests of the operations beside chat have in common. */
final class Fronts {
    static final String BOUNDARY = "----xyz";

    private Fronts() {
    }

    static Front at(String path) {
        return Exchanges.DIALECT.fronts().stream().filter(front -> front.route().path().equals(path)).findFirst().orElseThrow();
    }

    static Inquiry json(String path, String json) {
        return read(path, "application/json", Exchanges.bytes(json));
    }

    static Inquiry read(String path, String type, byte[] body) {
        return at(path).read(new Front.Letter(Map.of(), Map.of("content-type", type), body));
    }

    /** A form: {@code name=text} or {@code name@file:type=text}. */
    static byte[] formBytes(String... parts) {
        StringBuilder form = new StringBuilder();
        for (String part : parts) {
            String name = part.substring(0, part.indexOf('='));
            String text = part.substring(part.indexOf('=') + 1);
            form.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"").append(name.split("@")[0]).append('"');
            if (name.contains("@")) {
                String[] file = name.split("@")[1].split(":");
                form.append("; filename=\"").append(file[0]).append("\"\r\nContent-Type: ").append(file[1]);
            }
            form.append("\r\n\r\n").append(text).append("\r\n");
        }
        return form.append("--").append(BOUNDARY).append("--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    static Inquiry form(String path, String... parts) {
        return read(path, "multipart/form-data; boundary=" + BOUNDARY, formBytes(parts));
    }

    static Exchange exchange(Inquiry inquiry, String model) {
        return Exchange.of("r", inquiry).to(new Candidate("acme", Model.unknown(model, inquiry.operation())), 1);
    }

    static Back back(Inquiry inquiry) {
        return Exchanges.DIALECT.back(inquiry.operation()).orElseThrow();
    }

    static Back.Order order(Inquiry inquiry) {
        return back(inquiry).order(exchange(inquiry, "m"));
    }

    /** A provider's answer to an inquiry as its client gets it. */
    static String passed(String path, Inquiry inquiry, Frame... answer) {
        Back.Reader reader = back(inquiry).reader(exchange(inquiry, "m"));
        Front.Writer writer = at(path).writer(inquiry);
        StringBuilder out = new StringBuilder();
        for (Frame frame : answer) {
            reader.read(frame).ifPresent(piece -> writer.write(piece).forEach(each -> out.append(each.text()).append('\n')));
        }
        writer.end(Receipt.EMPTY.using(reader.usage())).forEach(each -> out.append(each.text()).append('\n'));
        return out.toString().strip();
    }

    /** Events of another dialect as a client gets them. */
    static String written(String path, Inquiry inquiry, StreamEvent... events) {
        Front.Writer writer = at(path).writer(inquiry);
        StringBuilder out = new StringBuilder();
        writer.write(Piece.of(events)).forEach(each -> out.append(each.text()).append('\n'));
        writer.end(Receipt.EMPTY).forEach(each -> out.append(each.text()).append('\n'));
        return out.toString().strip();
    }

    static List<StreamEvent> events(Inquiry inquiry, Frame... answer) {
        Back.Reader reader = back(inquiry).reader(exchange(inquiry, "m"));
        List<StreamEvent> events = new ArrayList<>();
        for (Frame frame : answer) {
            reader.read(frame).ifPresent(piece -> events.addAll(piece.events()));
        }
        return events;
    }

    static Frame whole(String json) {
        return Frame.whole(Exchanges.bytes(json));
    }
}
