package modelscan.wire.responses;

/** The names of events that are both read and written. */
final class EventWords {
    static final String CREATED = "response.created";
    static final String IN_PROGRESS = "response.in_progress";
    static final String COMPLETED = "response.completed";
    static final String INCOMPLETE = "response.incomplete";
    static final String FAILED = "response.failed";
    static final String ERROR = "error";
    static final String ITEM_ADDED = "response.output_item.added";
    static final String ITEM_DONE = "response.output_item.done";
    static final String PART_ADDED = "response.content_part.added";
    static final String PART_DONE = "response.content_part.done";
    static final String TEXT_DELTA = "response.output_text.delta";
    static final String TEXT_DONE = "response.output_text.done";
    static final String CITED = "response.output_text.annotation.added";
    static final String REFUSAL_DELTA = "response.refusal.delta";
    static final String REFUSAL_DONE = "response.refusal.done";
    static final String SUMMARY_ADDED = "response.reasoning_summary_part.added";
    static final String SUMMARY_DONE = "response.reasoning_summary_part.done";
    static final String SUMMARY_DELTA = "response.reasoning_summary_text.delta";
    static final String SUMMARY_TEXT_DONE = "response.reasoning_summary_text.done";
    static final String REASONING_DELTA = "response.reasoning_text.delta";
    static final String REASONING_DONE = "response.reasoning_text.done";
    static final String ARGUMENTS_DELTA = "response.function_call_arguments.delta";
    static final String ARGUMENTS_DONE = "response.function_call_arguments.done";

    private EventWords() {
    }
}
