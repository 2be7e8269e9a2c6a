"""The only reader of the environment: ``FAZHI_*`` variables become one frozen settings object."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.config import BUNDLED_MODEL, IndexSettings
from index.errors import SettingsError


class Settings(BaseSettings):
    """Every setting, from the environment; keyword arguments (command-line flags) win over it."""

    model_config = SettingsConfigDict(env_prefix="FAZHI_", frozen=True, env_ignore_empty=True)

    corpus: Path = Path("corpus")
    store: Path = Path(".fazhi")
    embedding_model: str = BUNDLED_MODEL
    llm_base_url: str = ""
    llm_model: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_timeout: float = Field(default=60.0, gt=0)
    llm_context: int = Field(
        default=4096, ge=1024
    )  # tokens that the model takes, question, evidence and reply together
    chroma_url: str = ""
    reranker: str = ""
    database_url: str = ""
    auth: SecretStr = SecretStr("")

    def for_index(self) -> IndexSettings:
        """The part that indexing needs."""
        return IndexSettings(
            corpus=self.corpus,
            store=self.store,
            embedding_model=self.embedding_model,
            database_url=self.database_url,
            chroma_url=self.chroma_url,
            reranker=self.reranker,
        )

    @property
    def has_model(self) -> bool:
        """Whether a language model is attached."""
        return bool(self.llm_base_url and self.llm_model)


def load_settings(**flags: object) -> Settings:
    """Settings from the environment, overridden by the ``flags`` that are not None.

    Raises SettingsError naming the variable that can't be used.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]  # checked by pydantic
    except ValidationError as error:
        names = "、".join(f"FAZHI_{str(item['loc'][0]).upper()}" for item in error.errors())
        raise SettingsError(f"设置无法使用：{names}，请改正后再试。", f"Settings can't be used: {names}.") from error
