# Runs a command in another Debian: `enter-debian.sh ROOT [FOLDER]... -- COMMAND [ARGUMENT]...`,
# in mount and process namespaces of its own that debian.rs has made, with these folders shared.
#
# This shell stays as the namespace's first process: the kernel spares that one most signals, and
# a program under test must get them.
set -e
root=$1; shift
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
while [ "$1" != -- ]; do
    mkdir -p "$root$1"
    mount --bind "$1" "$root$1"
    shift
done
shift
here=/
if [ -d "$root$PWD" ]; then here=$PWD; fi
chroot "$root" /usr/bin/env --chdir="$here" "$@" || exit $?
