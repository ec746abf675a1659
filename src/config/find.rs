//! Where the configuration file is.

use std::path::{Component, Path, PathBuf, absolute};

/// What the file is called.
pub const FILE_NAME: &str = "yongeo.toml";

/// The configuration file of a folder: in it, or in the nearest folder above that has one.
///
/// The path that is found begins as the given one does, so that errors name it as people know it.
#[must_use]
pub fn find(from: &Path) -> Option<PathBuf> {
    let here = if from.as_os_str().is_empty() {
        Path::new(".")
    } else {
        from
    };
    let depth = absolute(here).ok()?.ancestors().count();
    let mut folder = from.to_path_buf();
    for _ in 0..depth {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Some(file);
        }
        folder = above(&folder)?;
    }
    None
}

/// The folder above; none above the topmost one.
fn above(folder: &Path) -> Option<PathBuf> {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().map(Path::to_path_buf),
        Some(Component::RootDir | Component::Prefix(_)) => None,
        None | Some(Component::CurDir) => Some("..".into()),
        Some(Component::ParentDir) => Some(folder.join("..")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{create_dir_all, write};
    use tempfile::TempDir;

    #[test]
    fn the_nearest_file_upwards_counts() {
        let root = TempDir::new().unwrap();
        let root = root.path();
        create_dir_all(root.join("문서/설치/리눅스")).unwrap();
        create_dir_all(root.join("블로그/yongeo.toml")).unwrap();
        write(root.join(FILE_NAME), "").unwrap();
        write(root.join("문서").join(FILE_NAME), "").unwrap();
        for (from, found) in [
            ("문서/설치/리눅스", "문서/yongeo.toml"),
            ("문서", "문서/yongeo.toml"),
            ("블로그", "yongeo.toml"),
            ("문서/..", "문서/../yongeo.toml"),
            ("아직/없는/폴더", "yongeo.toml"),
        ] {
            assert_eq!(find(&root.join(from)), Some(root.join(found)), "{from}");
        }
    }

    #[test]
    fn the_folder_above_is_written_as_people_write_it() {
        for (folder, expected) in [
            ("문서/설치", Some("문서")),
            ("문서", Some("")),
            ("", Some("..")),
            (".", Some("..")),
            ("..", Some("../..")),
            ("/", None),
        ] {
            assert_eq!(
                above(Path::new(folder)),
                expected.map(PathBuf::from),
                "{folder}"
            );
        }
    }
}
