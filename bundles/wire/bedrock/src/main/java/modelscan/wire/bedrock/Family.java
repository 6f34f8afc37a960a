package modelscan.wire.bedrock;

/** Who made a model; settings beyond Converse's own have each maker's words. */
enum Family {
    CLAUDE, NOVA, GPT, COHERE, OTHER;

    /** The family of a model, inference profile or address of one. */
    static Family of(String id) {
        return id.contains("anthropic.claude") ? CLAUDE
                : id.contains("amazon.nova") ? NOVA
                : id.contains("openai.gpt") ? GPT
                : id.contains("cohere.") ? COHERE : OTHER;
    }

    /** The dialect whose seals its models understand: Claude's signatures are the same everywhere. */
    String signs() {
        return this == CLAUDE ? "anthropic" : Bedrock.NAME;
    }
}
