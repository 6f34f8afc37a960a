package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every entry of the ledger as it is settled; register it as a service. It must be quick and not throw. */
@ConsumerType
@FunctionalInterface
public interface LedgerWatcher {
    /** An entry was settled. */
    void settled(Ledger.Entry entry);
}
