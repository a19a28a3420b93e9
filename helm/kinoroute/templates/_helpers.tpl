{{- define "kinoroute.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough for all that is hung on to it. */}}
{{- define "kinoroute.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "kinoroute.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "kinoroute.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "kinoroute.selectorLabels" -}}
app.kubernetes.io/name: {{ include "kinoroute.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "kinoroute.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "kinoroute.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: kinoroute
{{- end -}}

{{- define "kinoroute.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "kinoroute.authSecret" -}}
{{- .Values.auth.existingSecret | default (printf "%s-auth" (include "kinoroute.fullname" .)) -}}
{{- end -}}

{{/* The component whose pods answer the API. */}}
{{- define "kinoroute.apiComponent" -}}
{{- ternary "all" "api" (eq .Values.mode "embedded") -}}
{{- end -}}

{{- define "kinoroute.publicUrl" -}}
{{- if .Values.publicUrl -}}
{{ .Values.publicUrl }}
{{- else if .Values.ingress.enabled -}}
{{ ternary "https" "http" (not (empty .Values.ingress.tlsSecret)) }}://{{ .Values.ingress.host }}{{ trimSuffix "/" .Values.ingress.path }}
{{- end -}}
{{- end -}}

{{/* What the names of the queues begin with. */}}
{{- define "kinoroute.lane" -}}
{{- dig "kinoroute" "lane" "kinoroute" .Values.config.settings -}}
{{- end -}}

{{- define "kinoroute.launchesJobs" -}}
{{- if and (eq .Values.mode "distributed") (eq .Values.voices.launcher "kubernetes") -}}true{{- end -}}
{{- end -}}

{{- define "kinoroute.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (printf "%s-jobber" (include "kinoroute.fullname" .)) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{/* The values of a role over those that all share: dict root role. */}}
{{- define "kinoroute.role" -}}
{{- mergeOverwrite (deepCopy .root.Values.roleDefaults) (deepCopy (index .root.Values.roles .role | default dict)) | toYaml -}}
{{- end -}}

{{/* The roles that have a Deployment, as a JSON list. Voices have none where each video gets a Job. */}}
{{- define "kinoroute.deployed" -}}
{{- $roles := list -}}
{{- if eq .Values.mode "distributed" -}}
{{- range $role := list "api" "script" "visual" "jobber" "voice" "assemble" "compose" -}}
{{- $values := include "kinoroute.role" (dict "root" $ "role" $role) | fromYaml -}}
{{- if and $values.enabled (not (and (eq $role "voice") (include "kinoroute.launchesJobs" $))) -}}
{{- $roles = append $roles $role -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $roles | toJson -}}
{{- end -}}

{{/* What a schema cannot say. */}}
{{- define "kinoroute.check" -}}
{{- if eq .Values.mode "distributed" -}}
{{- range $part := list "postgresql" "rabbitmq" -}}
{{- $values := index $.Values $part -}}
{{- if not $values.host -}}{{- fail (printf "mode distributed needs %s.host" $part) -}}{{- end -}}
{{- if not $values.existingSecret -}}{{- fail (printf "mode distributed needs %s.existingSecret, a Secret with the keys %s and %s" $part $values.userKey $values.passwordKey) -}}{{- end -}}
{{- end -}}
{{- if not .Values.store.existingSecret -}}{{- fail (printf "mode distributed needs store.existingSecret, a Secret with the keys %s and %s" .Values.store.accessKeyKey .Values.store.secretKeyKey) -}}{{- end -}}
{{- range $role := include "kinoroute.deployed" . | fromJsonArray -}}
{{- $scaling := (include "kinoroute.role" (dict "root" $ "role" $role) | fromYaml).autoscaling -}}
{{- if gt ($scaling.minReplicas | int) ($scaling.maxReplicas | int) -}}{{- fail (printf "roles.%s.autoscaling: minReplicas is greater than maxReplicas" $role) -}}{{- end -}}
{{- if and (eq $role "jobber") $scaling.enabled (eq ($scaling.minReplicas | int) 0) -}}{{- fail "roles.jobber.autoscaling.minReplicas: the jobber keeps the house and takes up what was interrupted; at least one must run" -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.config.workers (not (include "kinoroute.launchesJobs" .)) -}}{{- fail "config.workers: nobody launches them; it needs mode distributed with voices.launcher kubernetes" -}}{{- end -}}
{{- range $name, $text := .Values.config.routes -}}
{{- if not (hasSuffix ".yaml" $name) -}}{{- fail (printf "config.routes: the name %s of a route file must end in .yaml" $name) -}}{{- end -}}
{{- end -}}
{{- end -}}

{{/* The port of an address: dict url, and default where there is none. */}}
{{- define "kinoroute.port" -}}
{{- $url := urlParse (.url | default "https://") -}}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "80" "443" (eq $url.scheme "http")) -}}
{{- end -}}

{{- define "kinoroute.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}

{{/* The environment of a pod: dict root grace, and roles where it is a service. */}}
{{- define "kinoroute.env" -}}
{{- $v := .root.Values -}}
{{- if .roles -}}
- name: KINOROUTE_ROLES
  value: {{ .roles | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "KINOROUTE_API_ADMINKEY" "secret" (include "kinoroute.authSecret" .root) "key" $v.auth.secretKey) }}
{{ end -}}
- name: KINOROUTE_DATA
  value: /data/kinoroute
- name: LOG_LEVEL
  value: {{ $v.logs.level }}
- name: LOGGING_THRESHOLD_CONSOLE
  value: trace
{{- with $v.logs.format }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: {{ . }}
{{- end }}
{{- with $v.tracing.endpoint }}
- name: KINOROUTE_TRACING_ENABLED
  value: "true"
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
- name: KINOROUTE_VISUAL_SANDBOX
  value: {{ $v.browser.sandbox | quote }}
# What is under way is given this long at the end; the rest of the grace is for the end itself.
- name: CAMEL_MAIN_SHUTDOWNTIMEOUT
  value: {{ max 5 (sub (.grace | int) 30) | quote }}
- name: SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE
  value: {{ printf "%ds" (max 10 (sub (.grace | int) 20)) }}
{{- if and .roles $v.ingress.enabled }}
# Behind the Ingress all would have one address: what it says of them counts, from private networks alone.
- name: SERVER_FORWARDHEADERSSTRATEGY
  value: native
{{- end }}
{{- with include "kinoroute.publicUrl" .root }}
- name: LOCAL_STORAGE_URL
  value: {{ . | quote }}
{{- end }}
{{- if $v.config.routes }}
- name: KINOROUTE_ROUTES_FOLDER
  value: /etc/kinoroute/routes
{{- end }}
{{- if eq $v.mode "distributed" }}
- name: POSTGRES_HOST
  value: {{ $v.postgresql.host | quote }}
- name: POSTGRES_PORT
  value: {{ $v.postgresql.port | quote }}
- name: DATABASE_NAME
  value: {{ $v.postgresql.database | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "POSTGRES_USER" "secret" $v.postgresql.existingSecret "key" $v.postgresql.userKey) }}
{{ include "kinoroute.secretEnv" (dict "name" "POSTGRES_PASSWORD" "secret" $v.postgresql.existingSecret "key" $v.postgresql.passwordKey) }}
- name: RABBITMQ_HOST
  value: {{ $v.rabbitmq.host | quote }}
- name: RABBITMQ_PORT
  value: {{ $v.rabbitmq.port | quote }}
- name: RABBITMQ_VHOST
  value: {{ $v.rabbitmq.virtualHost | quote }}
{{- if $v.rabbitmq.tls }}
- name: SPRING_RABBITMQ_SSL_ENABLED
  value: "true"
{{- end }}
{{ include "kinoroute.secretEnv" (dict "name" "RABBITMQ_USER" "secret" $v.rabbitmq.existingSecret "key" $v.rabbitmq.userKey) }}
{{ include "kinoroute.secretEnv" (dict "name" "RABBITMQ_PASSWORD" "secret" $v.rabbitmq.existingSecret "key" $v.rabbitmq.passwordKey) }}
- name: KINOROUTE_STORE_ENDPOINT
  value: {{ $v.store.endpoint | quote }}
- name: KINOROUTE_STORE_REGION
  value: {{ $v.store.region | quote }}
- name: KINOROUTE_STORE_BUCKET
  value: {{ $v.store.bucket | quote }}
- name: KINOROUTE_STORE_PATHSTYLE
  value: {{ $v.store.pathStyle | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "KINOROUTE_STORE_ACCESSKEY" "secret" $v.store.existingSecret "key" $v.store.accessKeyKey) }}
{{ include "kinoroute.secretEnv" (dict "name" "KINOROUTE_STORE_SECRETKEY" "secret" $v.store.existingSecret "key" $v.store.secretKeyKey) }}
{{- end }}
{{- with $v.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A path as a key of a ConfigMap. */}}
{{- define "kinoroute.fileKey" -}}
{{- replace "/" "__" . -}}
{{- end -}}

{{- define "kinoroute.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: data
  mountPath: /data
{{- if .Values.config.settings }}
- name: settings
  mountPath: /opt/kinoroute/config/application.yaml
  subPath: application.yaml
  readOnly: true
{{- end }}
{{- if .Values.config.routes }}
- name: routes
  mountPath: /etc/kinoroute/routes
  readOnly: true
{{- end }}
{{- range $name, $text := .Values.config.prompts }}
- name: prompts
  mountPath: /opt/kinoroute/config/prompts/{{ $name }}
  subPath: {{ $name }}
  readOnly: true
{{- end }}
{{- range $path, $text := .Values.config.files }}
- name: files
  mountPath: /opt/kinoroute/config/{{ $path }}
  subPath: {{ include "kinoroute.fileKey" $path }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "kinoroute.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.scratchSize }}
{{- range $what := list "settings" "routes" "prompts" "files" }}
{{- if index $.Values.config $what }}
- name: {{ $what }}
  configMap:
    name: {{ include "kinoroute.fullname" $ }}-{{ $what }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Where a pod runs, and as whom: dict root values. */}}
{{- define "kinoroute.placement" -}}
{{- $root := .root -}}
securityContext:
  {{- toYaml $root.Values.podSecurityContext | nindent 2 }}
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- range $key := list "nodeSelector" "tolerations" "affinity" "topologySpreadConstraints" }}
{{- with index $.values $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What all containers have in common. */}}
{{- define "kinoroute.container" -}}
image: {{ include "kinoroute.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- toYaml .Values.containerSecurityContext | nindent 2 }}
{{- end -}}

{{/* The Job of a video's voices; what stands in ${…} the jobber fills in. */}}
{{- define "kinoroute.job" -}}
{{- $values := include "kinoroute.role" (dict "root" . "role" "voice") | fromYaml -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
  labels:
    {{- include "kinoroute.labels" . | nindent 4 }}
    app.kubernetes.io/component: voice
spec:
  ttlSecondsAfterFinished: {{ .Values.voices.job.ttlSeconds }}
  activeDeadlineSeconds: {{ .Values.voices.job.deadlineSeconds }}
  backoffLimit: {{ .Values.voices.job.backoffLimit }}
  template:
    metadata:
      labels:
        {{- include "kinoroute.labels" . | nindent 8 }}
        app.kubernetes.io/component: voice
      {{- with $values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
      {{- include "kinoroute.placement" (dict "root" . "values" (omit $values "topologySpreadConstraints")) | nindent 6 }}
      containers:
        - name: kinoroute
          {{- include "kinoroute.container" . | nindent 10 }}
          args: [worker]
          env:
            - name: CONSUMER_QUEUE_NAME
              value: ${queue}
            {{- include "kinoroute.env" (dict "root" . "grace" $values.terminationGracePeriodSeconds) | nindent 12 }}
            {{- with $values.env }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          {{- with .Values.envFrom }}
          envFrom:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          resources:
            {{- toYaml .Values.voices.job.resources | nindent 12 }}
          volumeMounts:
            {{- include "kinoroute.mounts" . | nindent 12 }}
      volumes:
        {{- include "kinoroute.volumes" . | nindent 8 }}
        - name: data
          emptyDir:
            sizeLimit: {{ .Values.scratchSize }}
{{- end -}}

{{/* The pod of a service: dict root component roles values, and claim where its data outlives it. */}}
{{- define "kinoroute.pod" -}}
{{- $root := .root -}}
{{- $launches := and (eq .component "jobber") (include "kinoroute.launchesJobs" $root) -}}
metadata:
  labels:
    {{- include "kinoroute.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
  annotations:
    # A change restarts the pods one by one.
    checksum/config: {{ toJson $root.Values.config | sha256sum }}
    {{- with .values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- if $launches }}
  serviceAccountName: {{ include "kinoroute.serviceAccount" $root }}
  {{- end }}
  automountServiceAccountToken: {{ not (empty $launches) }}
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
  {{- include "kinoroute.placement" (dict "root" $root "values" .values) | nindent 2 }}
  containers:
    - name: kinoroute
      {{- include "kinoroute.container" $root | nindent 6 }}
      args: [serve, --host, 0.0.0.0, --port, "8080"]
      ports:
        - name: http
          containerPort: 8080
      env:
        {{- include "kinoroute.env" (dict "root" $root "roles" .roles "grace" .values.terminationGracePeriodSeconds) | nindent 8 }}
        {{- if eq .component "jobber" }}
        - name: KINOROUTE_JOBBER_LAUNCHER
          value: {{ $root.Values.voices.launcher }}
        {{- end }}
        {{- if $launches }}
        - name: KINOROUTE_JOBBER_WORKERS
          value: /etc/kinoroute/workers
        - name: KINOROUTE_JOBBER_KUBERNETES_INSTALLATION
          value: {{ $root.Release.Name }}
        - name: KINOROUTE_JOBBER_KUBERNETES_IMAGE
          value: {{ include "kinoroute.image" $root }}
        {{- end }}
        {{- with .values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $root.Values.envFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      startupProbe:
        httpGet: { path: /actuator/health/liveness, port: http }
        {{- toYaml $root.Values.probes.startup | nindent 8 }}
      livenessProbe:
        httpGet: { path: /actuator/health/liveness, port: http }
        {{- toYaml $root.Values.probes.liveness | nindent 8 }}
      readinessProbe:
        httpGet: { path: /actuator/health/readiness, port: http }
        {{- toYaml $root.Values.probes.readiness | nindent 8 }}
      {{- if eq .component "api" }}
      lifecycle:
        preStop:
          # Until the Service knows that no more requests shall come here.
          exec: { command: [sleep, "5"] }
      {{- end }}
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      volumeMounts:
        {{- include "kinoroute.mounts" $root | nindent 8 }}
        {{- if $launches }}
        - name: workers
          mountPath: /etc/kinoroute/workers
          readOnly: true
        {{- end }}
  volumes:
    {{- include "kinoroute.volumes" $root | nindent 4 }}
    {{- if $launches }}
    - name: workers
      configMap:
        name: {{ include "kinoroute.fullname" $root }}-workers
    {{- end }}
    {{- if not .claim }}
    - name: data
      emptyDir:
        sizeLimit: {{ $root.Values.scratchSize }}
    {{- else if ne .claim "template" }}
    - name: data
      persistentVolumeClaim:
        claimName: {{ .claim }}
    {{- end }}
{{- end -}}
