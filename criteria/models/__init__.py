from criteria.models.instrument import Instrument

__all__ = ["Instrument"]
