package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.test.kit.dialect.CommandFake;
import modelscan.test.kit.dialect.Said;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** That a command-line provider works, with a scripted program in place of the real one. */
record CommandChecks(ProviderLab lab, ProviderSource source, CommandFake fake, ScriptedProgram program, String model) {
    private static final String KEY = "sk-Contract-9d41c07be2f85a63";
    // The last is by what the gateway finds its children again.
    private static final Set<String> ALWAYS = Set.of("HOME", "PATH", "LANG", "TMPDIR", "MODELSCAN_PROCESS");
    // A shell sets these by itself.
    private static final Set<String> OF_SHELL = Set.of("PWD", "OLDPWD", "SHLVL", "_");

    static void look(ProviderLab lab, ProviderSource source, Findings findings) throws IOException {
        Optional<CommandFake> fake = CommandFake.of(source.descriptor().path("dialect").asText());
        if (fake.isEmpty()) {
            findings.fail("chat", "the kit has no fake of the dialect " + source.descriptor().path("dialect"));
            return;
        }
        ScriptedProgram program = ScriptedProgram.in(lab.home().resolve("programs").resolve(source.id()));
        Bundle bundle = lab.install(plugin(source, program.path()), "contract-" + source.id(), Optional.of(KEY));
        try {
            String problem = lab.problem(bundle);
            findings.check("the descriptor is read", () -> problem);
            Optional<String> model = lab.catalog().provider(source.id())
                    .flatMap(entry -> new Choice(entry).model(Operation.CHAT));
            if (model.isEmpty()) {
                findings.fail("chat", "there is no model for conversation");
                return;
            }
            new CommandChecks(lab, source, fake.get(), program, model.get()).look(findings);
        } finally {
            uninstall(bundle);
        }
        findings.check("without its program it is refused, with the way out", () -> missing(lab, source, program.folder()));
    }

    private void look(Findings findings) {
        findings.check("chat answers whole", () -> answers(false));
        findings.check("it is called with arguments and an environment of its own", this::called);
        findings.check("chat streams", () -> answers(true));
        findings.check("a program that fails", () -> failed(fake.cut(Said.text(Questions.SAID)), 1));
        findings.check("a program that ends too early", () -> failed("", 0));
        findings.check("garbage instead of lines", () -> failed("\u0001\u0002 {{{ not json\n{\"a\":\n", 1));
        findings.check("a program that never ends can be closed", this::closed);
        findings.check("a model cannot become an option", this::option);
    }

    private String answers(boolean stream) throws IOException {
        program.does("a line that is no JSON\n" + fake.says(Said.text(Questions.SAID)), "", 0, false);
        Collected answer = ask(Questions.plain(model, stream)).collect();
        if (answer.failure().isPresent() || !answer.text().equals(Questions.SAID)) {
            return "it gave '" + answer.text() + "' " + answer.failure();
        }
        var usage = answer.receipt().usage();
        return usage.count(Unit.INPUT).equals(Optional.of(11L)) && usage.count(Unit.OUTPUT).equals(Optional.of(7L)) ? ""
                : "11 tokens went in and 7 came out, but it says " + usage;
    }

    private String called() throws IOException {
        if (!program.stdin().contains(Questions.ASKED)) {
            return "the words of the user are not in its standard input: " + program.stdin();
        }
        for (String argument : program.arguments()) {
            if (argument.contains(Questions.ASKED) || argument.contains(KEY)) {
                return "an argument holds the words of the user or the key";
            }
        }
        Set<String> allowed = new HashSet<>(ALWAYS);
        source.descriptor().path("command").path("env").forEach(name -> allowed.add(name.asText()));
        String variable = source.descriptor().path("command").path("key").asText("");
        List<String> environment = program.environment();
        if (!variable.isEmpty() && !environment.contains(variable + "=" + KEY)) {
            return "the key is not in the variable " + variable;
        }
        allowed.add(variable);
        List<String> strange = environment.stream().map(line -> line.split("=", 2)[0])
                .filter(name -> !allowed.contains(name) && !OF_SHELL.contains(name)).toList();
        return strange.isEmpty() ? "" : "it finds " + strange + " in its environment";
    }

    private String failed(String stdout, int status) throws IOException {
        program.does(stdout, "it does not work with " + KEY + "\n", status, false);
        Collected answer = ask(Questions.plain(model, true)).collect();
        if (answer.failure().isEmpty()) {
            return "it passes for an answer: '" + answer.text() + "'";
        }
        return answer.failure().get().toString().contains(KEY) ? "the key is in the failure"
                : answer.failure().get().code() == ErrorCode.INTERNAL ? "it became " + answer.failure().get() : "";
    }

    private String closed() throws IOException {
        program.does(fake.cut(Said.text(Questions.SAID)), "", 0, true);
        Cancellation cancellation = new Cancellation();
        try (Reply reply = lab.gateway().handle(Exchange.of("check", Questions.plain(model, true), Wishes.NONE, cancellation))) {
            cancellation.cancel();
            Optional<Piece> last = reply.next();
            while (last.isPresent() && last.get().failure().isEmpty()) {
                last = reply.next();
            }
            return last.isPresent() ? "" : "it passes for an answer";
        }
    }

    private String option() throws IOException {
        program.does(fake.says(Said.text(Questions.SAID)), "", 0, false);
        Collected answer = ask(Questions.plain(source.id() + "/--dangerous", false)).collect();
        // A program that is not told the model may run.
        return program.ran() ? program.arguments().contains("--dangerous") ? "the program was run with it" : ""
                : answer.failure().isPresent() ? "" : "it was answered";
    }

    private static String missing(ProviderLab lab, ProviderSource source, Path folder) throws IOException {
        Bundle bundle = lab.install(plugin(source, folder.resolve("not-there")), "contract-" + source.id(), Optional.empty());
        try {
            Optional<String> model = lab.catalog().provider(source.id()).flatMap(entry -> new Choice(entry).model(Operation.CHAT));
            Collected answer = lab.gateway().handle(Exchange.of("check", Questions.plain(model.orElse(source.id() + "/x"), false)))
                    .collect();
            String install = source.descriptor().path("command").path("install").asText("");
            return answer.failure().filter(told -> told.code() == ErrorCode.PROVIDER_UNCONFIGURED
                    && told.message().contains(install)).isPresent() ? "" : "it became " + answer.failure();
        } finally {
            uninstall(bundle);
        }
    }

    private Reply ask(Inquiry inquiry) {
        return lab.gateway().handle(Exchange.of("check", inquiry));
    }

    private static byte[] plugin(ProviderSource source, Path program) throws IOException {
        LabPlugin plugin = new LabPlugin(source, "");
        ObjectNode descriptor = plugin.descriptor();
        ((ArrayNode) descriptor.path("command").path("run")).set(0, program.toString());
        return plugin.bundle(descriptor);
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException stubborn) {
            throw new IllegalStateException(stubborn);
        }
    }
}
