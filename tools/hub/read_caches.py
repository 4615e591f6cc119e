"""read_caches FOLDER: huggingface_hub reads every cache that the tests of faults left there.

    HFI_KEEP_CACHES=/tmp/caches build/release/e2e/lifecycle_test --gtest_filter='*Faults*:*Disk*:*Token*'
    python3 tools/hub/read_caches.py /tmp/caches
"""

import pathlib
import sys

from huggingface_hub import scan_cache_dir, snapshot_download


def problems_of(cache):
    info = scan_cache_dir(cache)
    yield from (str(warning) for warning in info.warnings)
    for repository in info.repos:
        for revision in repository.revisions:
            for file in revision.files:
                if file.size_on_disk != file.file_path.stat().st_size or not file.blob_path.is_file():
                    yield f"{repository.repo_id}: {file.file_path} is not whole"
            if "main" not in revision.refs:
                continue
            # only what running needs is downloaded: the same weights in another format are not
            folder = snapshot_download(
                repository.repo_id, cache_dir=cache, local_files_only=True, ignore_patterns=["onnx/*"]
            )
            if pathlib.Path(folder) != revision.snapshot_path:
                yield f"{repository.repo_id}: {folder} is not {revision.snapshot_path}"
            if not (pathlib.Path(folder) / "model.safetensors").is_file():
                yield f"{repository.repo_id}: no weights"


caches = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.is_dir())
failed = 0
for cache in caches:
    problems = list(problems_of(cache))
    failed += bool(problems)
    print("damaged" if problems else "read", cache.name, *problems, sep="\n  " if problems else " ")
print(f"{len(caches)} caches, {failed} damaged")
sys.exit(1 if failed or not caches else 0)
