package io.walgateway.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.proto.kv.v1.Mutation;
import io.walgateway.proto.kv.v1.Predicate;
import org.junit.jupiter.api.Test;

class KvMutateTest {

    @Test
    void shouldReadPutsAndDeletions() {
        Mutation put = KvMutate.mutation("carts/7/total=30=x/y");
        assertThat(put.getPut().getNamespace()).isEqualTo("carts");
        assertThat(put.getPut().getId()).isEqualTo("7");
        assertThat(put.getPut().getItems(0).getKey().toStringUtf8()).isEqualTo("total");
        assertThat(put.getPut().getItems(0).getValue().toStringUtf8()).isEqualTo("30=x/y");
        Predicate one = KvMutate.mutation("carts/7/total-").getDelete().getPredicate();
        assertThat(one.getKeys().getKeys(0).toStringUtf8()).isEqualTo("total");
        assertThat(KvMutate.mutation("carts/7/*-").getDelete().getPredicate().hasAll())
                .isTrue();
    }

    @Test
    void shouldRefuseOtherWords() {
        for (String change : new String[] {"carts", "carts/7", "carts/7/total", "/7/a=b", "carts//a=b"}) {
            assertThatThrownBy(() -> KvMutate.mutation(change))
                    .hasMessageContaining(change + " (expected: NAMESPACE/ID/KEY=VALUE");
        }
    }
}
