package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.auth.PlainTextAuthProviderBase;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import io.walgateway.core.access.FileSecret;
import io.walgateway.core.text.Reasons;
import java.io.IOException;

/** Logs in with a password from a file, which is read for each connection. */
final class FileLogin extends PlainTextAuthProviderBase {
    private final ClusterSettings.Login login;

    FileLogin(ClusterSettings.Login login, String logPrefix) {
        super(logPrefix);
        this.login = login;
    }

    @Override
    protected Credentials getCredentials(EndPoint endPoint, String serverAuthenticator) {
        try {
            String password = FileSecret.read(login.passwordFile());
            return new Credentials(login.username().toCharArray(), password.toCharArray());
        } catch (IOException e) {
            throw new AuthenticationException(endPoint, Reasons.of(e), e);
        }
    }
}
