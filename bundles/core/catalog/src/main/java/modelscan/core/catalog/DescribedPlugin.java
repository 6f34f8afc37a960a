package modelscan.core.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Ability;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.EmbeddingModel;
import modelscan.api.gateway.ImageModel;
import modelscan.api.gateway.ModerationModel;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.RerankModel;
import modelscan.api.gateway.SearchModel;
import modelscan.api.gateway.SpeechModel;
import modelscan.api.gateway.TranscriptionModel;
import modelscan.api.gateway.VideoModel;
import modelscan.api.model.Operation;
import modelscan.core.catalog.command.CommandForm;
import modelscan.core.catalog.command.Commands;
import modelscan.core.catalog.command.Setup;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.discovery.Assortment;
import modelscan.core.catalog.discovery.ProviderDiscovery;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle with a descriptor and the services made of it, registered in the bundle's own context. */
final class DescribedPlugin {
    private static final String LISTED = "modelscan.provider.models";

    private final BundleContext context;
    private final Descriptor descriptor;
    private final Protocols protocols;
    private final UnaryOperator<String> secrets;
    private final ProviderDiscovery discovery;
    private final Assortment assortment;
    private List<ServiceRegistration<?>> registrations = List.of();
    private final Optional<Commands> commands;
    private Optional<DescribedLister> lister = Optional.empty();

    DescribedPlugin(BundleContext context, Descriptor descriptor, Protocols protocols, UnaryOperator<String> secrets,
            ProviderDiscovery discovery) {
        this.context = context;
        this.descriptor = descriptor;
        this.protocols = protocols;
        this.secrets = secrets;
        this.discovery = discovery;
        this.assortment = new Assortment(descriptor.offer().models(), this::announce);
        this.commands = descriptor.speech().command().map(this::commands);
    }

    private Commands commands(CommandForm form) {
        Path folder = Path.of(context.getProperty("modelscan.home"), "data", provider());
        return new Commands(new Setup(provider(), form, folder, System.getenv(),
                text -> Placeholders.resolve(text, System::getenv, secrets)));
    }

    String provider() {
        return descriptor.id();
    }

    /** Registers the services under this setting, then withdraws those of an earlier one: there is no gap. */
    synchronized void apply(Optional<ProviderSetting> setting) {
        List<ServiceRegistration<?>> earlier = registrations;
        lister.ifPresent(discovery::remove);
        Account account = new Account(descriptor, setting, secrets, protocols.upstream());
        registrations = account.enabled() ? registered(account) : List.of();
        lister = account.enabled() ? lister(account) : Optional.empty();
        lister.ifPresent(discovery::add);
        if (!earlier.isEmpty()) {
            // Withdrawing waits for exchanges that run on the earlier services.
            Thread.ofVirtual().name("withdraw " + provider()).start(() -> earlier.forEach(DescribedPlugin::withdraw));
        }
    }

    /** Withdraws the services; waits for the exchanges that run on them. */
    synchronized void close() {
        lister.ifPresent(discovery::remove);
        registrations.forEach(DescribedPlugin::withdraw);
        registrations = List.of();
        commands.ifPresent(Commands::close);
    }

    private Optional<DescribedLister> lister(Account account) {
        return descriptor.offer().listing().map(listing -> new DescribedLister(descriptor, listing, account,
                new Outbound(descriptor, account, protocols.upstream()), assortment));
    }

    // A change of properties is what makes the catalog look at the models again.
    private synchronized void announce() {
        if (registrations.isEmpty()) {
            return;
        }
        try {
            registrations.getLast().setProperties(new Hashtable<>(Map.of(Provider.ID, provider(), LISTED,
                    assortment.models().size())));
        } catch (IllegalStateException gone) {
            // The framework withdraws the services of a bundle that stops.
        }
    }

    private List<ServiceRegistration<?>> registered(Account account) {
        Hashtable<String, Object> properties = new Hashtable<>(Map.of(Provider.ID, provider()));
        DescribedModel model = new DescribedModel(descriptor, account, protocols, commands);
        List<ServiceRegistration<?>> made = new ArrayList<>();
        for (Operation operation : descriptor.speech().serves()) {
            ability(operation).ifPresent(kind -> made.add(context.registerService(kind.getName(), model, properties)));
        }
        // Last, so that nobody finds a provider whose abilities are not there yet.
        made.add(context.registerService(Provider.class, new DescribedProvider(descriptor, account, assortment, commands), properties));
        return List.copyOf(made);
    }

    /** The interface of an operation; a session of both sides is not a matter of descriptors. */
    static Optional<Class<? extends Ability>> ability(Operation operation) {
        return switch (operation) {
            case CHAT -> Optional.of(ChatModel.class);
            case EMBEDDING -> Optional.of(EmbeddingModel.class);
            case IMAGE -> Optional.of(ImageModel.class);
            case SPEECH -> Optional.of(SpeechModel.class);
            case TRANSCRIPTION -> Optional.of(TranscriptionModel.class);
            case VIDEO -> Optional.of(VideoModel.class);
            case RERANK -> Optional.of(RerankModel.class);
            case MODERATION -> Optional.of(ModerationModel.class);
            case SEARCH -> Optional.of(SearchModel.class);
            case REALTIME -> Optional.empty();
        };
    }

    private static void withdraw(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException alreadyGone) {
            // The framework withdraws the services of a bundle that stops.
        }
    }
}
