package io.walgateway.client;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its private key. While files are replaced one after the other, the certificate of one pair may
 * have been read with the key of another: every handshake with these would fail, so they are no pair.
 *
 * @param chain the certificate, followed by the intermediate ones
 */
record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    /**
     * Reads a pair from the contents of two files in PEM.
     *
     * @throws KeyException when the key is that of another certificate
     */
    static CertifiedKey of(byte[] certificate, byte[] key) throws IOException, GeneralSecurityException {
        CertifiedKey pair = new CertifiedKey(
                List.of(CertificateUtils.getX509Certificates(new ByteArrayInputStream(certificate))),
                CertificateUtils.getPrivateKey(new ByteArrayInputStream(key)));
        if (pair.chain().isEmpty() || !pair.fits(pair.chain().getFirst().getPublicKey())) {
            throw new KeyException("the key does not match the certificate");
        }
        return pair;
    }

    /** True if the public key verifies what the private one signs. */
    private boolean fits(PublicKey open) throws GeneralSecurityException {
        if (!open.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(SAMPLE);
        return signature.verify(signed);
    }
}
