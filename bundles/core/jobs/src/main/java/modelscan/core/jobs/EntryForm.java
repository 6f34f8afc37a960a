package modelscan.core.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.JobState;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import modelscan.core.jobs.form.FailureForm;
import modelscan.core.jobs.form.ReceiptForm;

/** A job as the JSON in its file. */
final class EntryForm {
    private EntryForm() {
    }

    static byte[] write(Entry entry) {
        Job job = entry.job();
        ObjectNode json = Json.object().put("v", 1).put("id", job.id()).put("owner", job.owner())
                .put("operation", job.operation().word()).put("model", job.model()).put("state", job.state().name())
                .put("percent", job.percent().orElse(null)).put("created", job.created().toString())
                .put("changed", job.changed().toString()).put("cancelling", entry.cancelling());
        job.failure().ifPresent(failure -> json.set("failure", FailureForm.write(failure)));
        json.set("caller", caller(entry.caller()));
        entry.ticket().ifPresent(ticket -> json.putObject("ticket").put("text", ticket.text())
                .put("provider", ticket.provider()).put("model", ticket.model()));
        entry.receipt().ifPresent(receipt -> json.set("receipt", ReceiptForm.write(receipt)));
        entry.webhook().ifPresent(webhook -> json.putObject("webhook").put("url", webhook.url().toString())
                .put("tries", webhook.tries()).put("settled", webhook.settled()));
        return Json.write(json);
    }

    /** @throws RuntimeException if this is not what {@link #write} wrote */
    static Entry read(byte[] bytes) {
        ObjectNode json = Json.readObject(bytes);
        Operation operation = Operation.of(json.path("operation").asText()).orElseThrow();
        Job job = new Job(json.path("id").asText(), json.path("owner").asText(), operation, json.path("model").asText(),
                JobState.valueOf(json.path("state").asText()),
                object(json, "percent").map(JsonNode::asInt), Instant.parse(json.path("created").asText()),
                Instant.parse(json.path("changed").asText()), object(json, "failure").map(FailureForm::read));
        return new Entry(job, caller(json.path("caller")),
                object(json, "ticket").map(ticket -> new Entry.Ticket(ticket.path("text").asText(),
                        ticket.path("provider").asText(), ticket.path("model").asText())),
                json.path("cancelling").asBoolean(),
                object(json, "receipt").map(receipt -> ReceiptForm.read(receipt, operation)),
                object(json, "webhook").map(hook -> new Entry.Webhook(URI.create(hook.path("url").asText()),
                        hook.path("tries").asInt(), hook.path("settled").asBoolean())));
    }

    private static ObjectNode caller(Entry.Caller caller) {
        Principal principal = caller.principal();
        ObjectNode json = Json.object().put("id", principal.id()).put("user", principal.user().orElse(null))
                .put("team", principal.team().orElse(null)).put("project", principal.project().orElse(null)).put("request", caller.request()).put("stream", caller.stream());
        ArrayNode tags = json.putArray("tags");
        principal.tags().forEach(tags::add);
        ObjectNode wishes = json.putObject("wishes");
        caller.wishes().values().forEach(wishes::put);
        return json;
    }

    private static Entry.Caller caller(JsonNode json) {
        Set<String> tags = new HashSet<>();
        json.path("tags").forEach(tag -> tags.add(tag.asText()));
        Map<String, String> wishes = new HashMap<>();
        json.path("wishes").properties().forEach(wish -> wishes.put(wish.getKey(), wish.getValue().asText()));
        return new Entry.Caller(new Principal(json.path("id").asText(), object(json, "user").map(JsonNode::asText),
                object(json, "team").map(JsonNode::asText), object(json, "project").map(JsonNode::asText), tags), new Wishes(wishes), json.path("request").asText(),
                json.path("stream").asBoolean());
    }

    private static Optional<JsonNode> object(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }
}
