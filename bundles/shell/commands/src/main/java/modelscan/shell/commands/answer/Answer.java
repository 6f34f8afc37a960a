package modelscan.shell.commands.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a command gives back: one truth, shown to people as text and to programs as JSON. */
public sealed interface Answer permits Listing, Facts, Sentence, Document {

    /** The answer as a JSON object. */
    ObjectNode json();

    /** The answer as text without a line end, in at most {@code paper.width()} columns. */
    String text(Paper paper);
}
