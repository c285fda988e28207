"""Tables handed on by reference between kernels: a named tuple of arrays as one pointer.

A compiled function takes a tuple of arrays apart and passes each array as its address, shape and strides: a
hundred and fifty words for a model and a state, at every call. Here the words are laid out once, where a
kernel is entered from Python, and calls between kernels pass the address of that. What a kernel reads from
there never changes while it runs (where the numbers lie and how many, not the numbers), and the compiler is
told so. Kernels are written as before: `s.day[COUNT, d]`; an index below 0 counts from nowhere.
"""

# mypy: disable-error-code="no-untyped-call, misc, attr-defined, no-any-return, override"
# ruff: noqa: ARG002, SLF001
from __future__ import annotations

import operator
from typing import Any, TypeVar

import numpy as np
from numba import types
from numba.core import cgutils
from numba.core.imputils import lower_builtin, lower_getattr, lower_getattr_generic
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_global, signature
from numba.extending import NativeValue, infer_getattr, models, register_model, typeof_impl, unbox

Named = TypeVar("Named", bound=type)
INDICES = {nth: types.UniTuple(types.intp, nth) if nth > 1 else types.intp for nth in (1, 2, 3)}


class Table(types.Type):
    """An array of int64 in row order."""

    def __init__(self, ndim: int) -> None:
        self.ndim = ndim
        super().__init__(name=f"Table{ndim}")


class Tables(types.Type):
    """A named tuple of tables: its name, and the names and dimensions of its tables."""

    def __init__(self, name: str, fields: tuple[str, ...], ndims: tuple[int, ...]) -> None:
        self.fields = fields
        self.tables = tuple(map(Table, ndims))
        super().__init__(name=f"{name}{''.join(map(str, ndims))}")


register_model(Tables)(models.OpaqueModel)


@register_model(Table)
class _TableModel(models.StructModel):
    def __init__(self, dmm: Any, fe_type: Table) -> None:
        shape = types.UniTuple(types.intp, fe_type.ndim)
        super().__init__(dmm, fe_type, [("data", types.CPointer(types.int64)), ("shape", shape)])


def by_reference(cls: Named) -> Named:
    """Have kernels take this named tuple by reference; all it holds are arrays of int64 in row order."""

    @typeof_impl.register(cls)
    def _typeof(value: Any, _: Any) -> Tables:
        for name, each in zip(cls._fields, value, strict=True):
            if each.dtype != np.int64 or not each.flags.c_contiguous:
                raise TypeError(f"{cls.__name__}.{name} has to be an array of int64 in row order.")
        return Tables(cls.__name__, cls._fields, tuple(each.ndim for each in value))

    return cls


@infer_getattr
class _TablesAttributes(AttributeTemplate):
    key = Tables

    def generic_resolve(self, typ: Tables, attr: str) -> Table | None:
        return dict(zip(typ.fields, typ.tables, strict=True)).get(attr)


@infer_getattr
class _TableAttributes(AttributeTemplate):
    key = Table

    def resolve_shape(self, typ: Table) -> types.Type:
        return types.UniTuple(types.intp, typ.ndim)


@infer_global(operator.getitem)
class _Reading(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        table = args[0]
        return signature(types.int64, table, INDICES[table.ndim]) if isinstance(table, Table) else None


@infer_global(operator.setitem)
class _Writing(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        table = args[0]
        if not isinstance(table, Table):
            return None
        return signature(types.none, table, INDICES[table.ndim], types.int64)


@unbox(Tables)
def _unbox(typ: Tables, obj: Any, c: Any) -> NativeValue:
    """Lay out the tables of a tuple on the stack of the function that Python calls."""
    place = cgutils.alloca_once(c.builder, _layout(c.context, typ))
    failed = cgutils.false_bit
    for nth, table in enumerate(typ.tables):
        array_type = types.Array(types.int64, table.ndim, "C")
        given = c.unbox(array_type, c.pyapi.tuple_getitem(obj, nth))
        array = c.context.make_array(array_type)(c.context, c.builder, given.value)
        laid = cgutils.create_struct_proxy(table)(c.context, c.builder)
        laid.data, laid.shape = array.data, array.shape
        c.builder.store(laid._getvalue(), cgutils.gep_inbounds(c.builder, place, 0, nth))
        failed = c.builder.or_(failed, given.is_error)
    return NativeValue(c.builder.bitcast(place, cgutils.voidptr_t), is_error=failed)


@lower_getattr_generic(Tables)
def _table(context: Any, builder: Any, typ: Tables, value: Any, attr: str) -> Any:
    """The table of that name, as it was laid out."""
    nth = typ.fields.index(attr)
    place = builder.bitcast(value, _layout(context, typ).as_pointer())
    found = cgutils.create_struct_proxy(typ.tables[nth])(context, builder)
    for position, name in enumerate(("data", "shape")):
        word = builder.load(cgutils.gep_inbounds(builder, place, 0, nth, position))
        word.set_metadata("invariant.load", builder.module.add_metadata([]))
        setattr(found, name, word)
    return found._getvalue()


@lower_getattr(Table, "shape")
def _shape(context: Any, builder: Any, typ: Table, value: Any) -> Any:
    return cgutils.create_struct_proxy(typ)(context, builder, value).shape


@lower_builtin(operator.getitem, Table, types.Any)
def _read(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return builder.load(_address(context, builder, sig.args[0], *args))


@lower_builtin(operator.setitem, Table, types.Any, types.int64)
def _write(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    builder.store(args[2], _address(context, builder, sig.args[0], *args[:2]))
    return context.get_dummy_value()


def _address(context: Any, builder: Any, table: Table, value: Any, index: Any) -> Any:
    """Where the number at an index lies."""
    found = cgutils.create_struct_proxy(table)(context, builder, value)
    if table.ndim == 1:
        return builder.gep(found.data, [index], inbounds=True)
    shape, indices = cgutils.unpack_tuple(builder, found.shape), cgutils.unpack_tuple(builder, index)
    place = indices[0]
    for length, each in zip(shape[1:], indices[1:], strict=True):
        place = builder.add(builder.mul(place, length, flags=["nsw"]), each, flags=["nsw"])
    return builder.gep(found.data, [place], inbounds=True)


def _layout(context: Any, typ: Tables) -> Any:
    return context.get_value_type(types.Tuple(typ.tables))
