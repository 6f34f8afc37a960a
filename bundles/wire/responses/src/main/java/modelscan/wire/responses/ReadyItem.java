package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An item that is complete. */
record ReadyItem(int index, ObjectNode json) implements Written {

    /** Tells of an item that comes all at once. */
    static ReadyItem told(Teller teller, int index, ObjectNode json) {
        teller.tell(EventWords.ITEM_ADDED, event -> event.put("output_index", index).set("item", json));
        teller.tell(EventWords.ITEM_DONE, event -> event.put("output_index", index).set("item", json));
        return new ReadyItem(index, json);
    }

    @Override
    public void close(String status) {
        // It was told to be complete when it came.
    }
}
