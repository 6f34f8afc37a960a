package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import modelscan.base.json.Json;

/** A tool call. */
final class CallItem implements Written {
    private final Teller teller;
    private final int index;
    private final String id;
    private final String call;
    private final String name;
    private final StringBuilder arguments = new StringBuilder();
    private String status = "in_progress";

    private CallItem(Teller teller, int index, String id, String call, String name) {
        this.teller = teller;
        this.index = index;
        this.id = id;
        this.call = call;
        this.name = name;
    }

    /** A new call. */
    static CallItem opened(Teller teller, int index, String call, String name) {
        CallItem item = new CallItem(teller, index, Answer.newId("fc"), call, name);
        teller.tell(EventWords.ITEM_ADDED, event -> event.put("output_index", index).set("item", item.json()));
        return item;
    }

    /** A call the client has begun to read. */
    static CallItem adopted(Teller teller, int index, ObjectNode item, String arguments) {
        CallItem adopted = new CallItem(teller, index, item.path("id").asText(), item.path("call_id").asText(),
                item.path("name").asText());
        adopted.arguments.append(arguments);
        return adopted;
    }

    /** More arguments. */
    void more(String text) {
        arguments.append(text);
        tell(EventWords.ARGUMENTS_DELTA, event -> event.put("delta", text));
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void close(String ending) {
        if (!status.equals("in_progress")) {
            return;
        }
        if (arguments.isEmpty() && ending.equals("completed")) {
            more("{}");
        }
        status = ending;
        tell(EventWords.ARGUMENTS_DONE, event -> event.put("name", name).put("arguments", arguments.toString()));
        teller.tell(EventWords.ITEM_DONE, event -> event.put("output_index", index).set("item", json()));
    }

    @Override
    public ObjectNode json() {
        return Json.object().put("id", id).put("type", Item.CALL).put("status", status)
                .put("arguments", arguments.toString()).put("call_id", call).put("name", name);
    }

    private void tell(String type, Consumer<ObjectNode> members) {
        teller.tell(type, event -> members.accept(event.put("item_id", id).put("output_index", index)));
    }
}
